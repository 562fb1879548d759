package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Map;

/**
 * An object that makes pods.
 *
 * @param root its fields
 * @param template of its pods, which may stand in another object
 * @param replicas the number of its pods
 * @param added the labels that its controller adds to those of the template
 */
public record Maker(
    Document document, Fields root, Fields template, int replicas, Map<String, String> added) {

  static final String DAEMON_SET = "DaemonSet";
  static final String CRON_JOB = "CronJob";
  static final String JOB = "Job";

  /** True for the kinds whose pods run to an end. */
  public static boolean isBatch(String kind) {
    return kind.equals(CRON_JOB) || kind.equals(JOB);
  }

  /** True if it makes one pod on each node. */
  public boolean isForEachNode() {
    return document.kind().equals(DAEMON_SET);
  }
}
