/**
 * The results of a run, as immutable records, and the printers that turn them into text, JSON and
 * JUnit XML.
 *
 * <p>Nothing here sees a live object: a printer gets a finished record. Knows the verdict's types
 * and no other package of the lab. It is a large room, since each part of a report and each form of
 * it is a class of its own.
 */
@NullMarked
package dev.meshlab.lab.report;

import org.jspecify.annotations.NullMarked;
