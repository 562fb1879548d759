package dev.meshlab.lab.cli;

/** A command whose result is a document in a form of the user's choice, whatever the result is. */
interface Documented {

  Form form();
}
