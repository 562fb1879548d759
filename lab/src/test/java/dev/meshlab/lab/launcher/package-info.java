/** The launcher {@code ./meshlab}, a shell script that no class knows. */
package dev.meshlab.lab.launcher;
