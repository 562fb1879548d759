package dev.meshlab.lab.ledger;

import dev.meshlab.lab.fleet.LedgerSource;
import dev.meshlab.lab.fleet.PodLedger;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads a pod's ledger when nothing runs any more. A call that its client or a proxy gave up has
 * ended there some time before the server hears of it.
 */
public final class SettledLedger {

  private static final int READINGS = 400;
  private static final long PAUSE_MILLIS = 5;

  private SettledLedger() {}

  /**
   * The ledger with every call ended, or after two seconds as it is then; empty for a pod that is
   * dead.
   */
  public static Optional<PodLedger> read(LedgerSource pod) throws InterruptedException {
    Optional<PodLedger> ledger = pod.ledger();
    for (int i = 0;
        i < READINGS && ledger.filter(PodLedger::settled).isEmpty() && pod.alive();
        i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      ledger = pod.ledger();
    }
    return ledger;
  }
}
