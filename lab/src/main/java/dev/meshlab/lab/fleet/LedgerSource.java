package dev.meshlab.lab.fleet;

import java.util.Optional;

/** A pod that reports the calls that it has served. */
public interface LedgerSource {

  /** The calls that it has served; empty for a pod that is dead. */
  Optional<PodLedger> ledger() throws InterruptedException;

  /** True while it runs. */
  boolean alive();
}
