package dev.meshlab.lab.plane;

/** Told what is being done, so that a person sees that something is. Must not block. */
@FunctionalInterface
public interface Progress {

  /** What is being done now, as a short phrase without a full stop. */
  void now(String doing);
}
