package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.stream.Collectors;

/** The sentence for a {@link PerCall}: each group with its part, its name and its pods. */
final class PerCallSentence {

  private final List<Group> groups;
  private final PodLabels pods;
  private final boolean oneHost;

  PerCallSentence(List<Group> groups, PodLabels pods) {
    this.groups = groups;
    this.pods = pods;
    this.oneHost = groups.stream().map(group -> group.destination().host()).distinct().count() == 1;
  }

  String text() {
    return groups.stream().map(this::sentence).collect(Collectors.joining("; "));
  }

  private String sentence(Group group) {
    boolean all = group.share() >= 1;
    String part = all ? "each call goes to " : Percent.of(group.share()) + " of the calls go to ";
    String name = name(group);
    return group
        .silence()
        .map(end -> part + failing(group, name) + (all ? "s: " : ": ") + end.reason())
        .orElseGet(() -> answered(group, part, name));
  }

  private static String failing(Group group, String name) {
    return (name.isEmpty() ? group.place() : name) + " and fail";
  }

  private String answered(Group group, String part, String name) {
    return part + (name.isEmpty() ? "" : name + ": ") + picked(group);
  }

  /** The name of the group; empty for the only one where that would be a Service as a whole. */
  private String name(Group group) {
    Destination destination = group.destination();
    String place = group.isLocality() ? " in " + group.locality() : "";
    if (!destination.subset().isEmpty()) {
      String of = oneHost ? "" : " of " + destination.host();
      return "subset " + destination.subset() + of + version(group) + place;
    }
    return groups.size() > 1 ? destination.host() + place : "";
  }

  private String picked(Group group) {
    int count = group.uuids().size();
    String which = count == 1 ? "the only pod" : group.balancing().pick(count);
    List<String> zones = pods.zones(group.uuids());
    return zones.isEmpty() || group.isLocality()
        ? which
        : which + ", in zone " + String.join(", ", zones);
  }

  /** The version of a subset's pods, where the subset's own name does not say it already. */
  private String version(Group group) {
    List<String> versions = pods.versions(group.uuids());
    return versions.isEmpty() || versions.equals(List.of(group.destination().subset()))
        ? ""
        : " (version " + String.join(", ", versions) + ")";
  }
}
