import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** Runs one Elasticsearch node in this JVM. Arguments: the home folder, holding config/elasticsearch.yml and modules/. */
final class ElasticsearchLauncher {
  private static final CountDownLatch STOPPED = new CountDownLatch(1);

  private ElasticsearchLauncher() {}

  public static void main(String[] args) throws Exception {
    Lifeline.holdIfAsked();
    LogConfigurator.configureESLogging();
    Path home = Path.of(args[0]).toAbsolutePath();
    Settings settings = Settings.builder().put("path.home", home.toString()).build();
    Environment env =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "local");
    LogConfigurator.configure(env, false);
    Node node = new Node(env, load(env));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "stop"));
    node.start();
    STOPPED.await();
  }

  private static PluginsLoader load(Environment env) {
    return PluginsLoader.createPluginsLoader(
        PluginsLoader.loadModulesBundles(env.modulesDir()),
        PluginsLoader.loadPluginsBundles(env.pluginsDir()),
        Map.of(),
        false);
  }

  private static void close(Node node) {
    try {
      node.prepareForClose();
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      failed.printStackTrace();
    } finally {
      STOPPED.countDown();
    }
  }
}
