import java.nio.file.Files;
import java.nio.file.Path;

/** Formats the storage on the first start, then becomes Kafka. Arguments: server.properties, the cluster's id, the log folder. */
final class KafkaLauncher {
  private KafkaLauncher() {}

  public static void main(String[] args) {
    Lifeline.holdIfAsked();
    if (!Files.exists(Path.of(args[2], "meta.properties"))) {
      String[] format = {"format", "-t", args[1], "-c", args[0]};
      int code = kafka.tools.StorageTool.execute(format, System.out);
      if (code != 0) System.exit(code);
    }
    kafka.Kafka.main(new String[] {args[0]});
  }
}
