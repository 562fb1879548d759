package dev.meshlab.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The client as a program. */
public final class Main {

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    OneLineLog.install();
    Interruption interruption = new Interruption();
    interruption.install();
    // Not System.out, which swallows what goes wrong when it writes.
    FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
    int code = ClientCommand.commandLine(System.getenv(), stdout, interruption).execute(args);
    interruption.release();
    System.exit(code);
  }
}
