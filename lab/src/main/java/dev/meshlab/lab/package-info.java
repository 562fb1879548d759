/**
 * The lab: it runs a mesh on this machine and judges what a client saw. It is a program, and its
 * front door is the command line. Its judgement is pure, and serves other programs too, as in a
 * test that has counted the replies of a real cluster by pod:
 *
 * <pre>{@code
 * Group pods = new Group("server", 1, Balancing.ROTATION, List.of("pod-a", "pod-b"));
 * Prediction prediction = new PerCall(List.of(pods), new Rotations.OfWorkers(1));
 * Observation seen =
 *     new Observation(replies, List.of(replies), Map.of(), Attempts.ONE_EACH, PodLabels.NONE);
 * Verdict verdict = Judge.judge(prediction, seen);
 * }</pre>
 *
 * <p>The replies are counts by pod, here over one connection. The verdict says whether they agree
 * with the prediction, by which test, and why.
 */
@NullMarked
package dev.meshlab.lab;

import org.jspecify.annotations.NullMarked;
