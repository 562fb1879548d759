/** The sources as texts: their English, their sizes, and the facts that they must not hide. */
package dev.meshlab.lab.text;
