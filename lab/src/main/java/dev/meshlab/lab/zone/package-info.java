/**
 * The zones of the cluster that manifests are played for: those that a user names, or those that a
 * rule needs and the manifests do not have.
 */
@NullMarked
package dev.meshlab.lab.zone;

import org.jspecify.annotations.NullMarked;
