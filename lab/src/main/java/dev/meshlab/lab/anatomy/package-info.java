/**
 * The containers of pods, and claims on them: read, written, and held against what the API of a
 * cluster lists. Pure; knows no cluster, and takes what one has listed as JSON.
 */
@NullMarked
package dev.meshlab.lab.anatomy;

import org.jspecify.annotations.NullMarked;
