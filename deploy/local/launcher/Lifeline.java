import java.io.IOException;

/** Ends the server when the process that wanted it for itself is gone, however that one ended: its end of our stdin closes then. */
final class Lifeline {
  private Lifeline() {}

  static void holdIfAsked() {
    if (Boolean.getBoolean("tripline.lifeline")) {
      Thread.ofPlatform().daemon().name("lifeline").start(Lifeline::awaitEnd);
    }
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException broken) {
      // A broken lifeline ends as a closed one does.
    }
    System.exit(0);
  }
}
