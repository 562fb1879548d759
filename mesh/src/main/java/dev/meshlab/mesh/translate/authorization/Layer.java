package dev.meshlab.mesh.translate.authorization;

/** The depth to which a chain of filters understands what it lets through. */
enum Layer {
  HTTP,
  TCP
}
