/** Makes one report of those of several clients. Knows the report records and their histograms. */
@NullMarked
package dev.meshlab.client.merge;

import org.jspecify.annotations.NullMarked;
