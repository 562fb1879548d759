/** The English of the repository, for readers whose third language it is. */
package dev.meshlab.lab.text;
