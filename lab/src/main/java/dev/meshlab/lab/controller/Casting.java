package dev.meshlab.lab.controller;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.mesh.model.Mesh;
import java.util.function.Function;

/** The choice of a role for each pod of a mesh. */
@FunctionalInterface
public interface Casting extends Function<Mesh, PodAssignment> {}
