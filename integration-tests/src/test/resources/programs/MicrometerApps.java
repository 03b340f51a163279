import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Applications in class loaders of their own, each with the Micrometer its argument names. */
public final class MicrometerApps {

  private static final String PACKAGE = "io.micrometer.core.instrument.";
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Class<?> metrics;
  private final Object registry;

  private MicrometerApps(ClassLoader loader) throws Exception {
    metrics = Class.forName(PACKAGE + "Metrics", true, loader);
    registry = Class.forName(PACKAGE + "simple.SimpleMeterRegistry", true, loader).newInstance();
    Class<?> type = Class.forName(PACKAGE + "MeterRegistry", true, loader);
    metrics.getMethod("addRegistry", type).invoke(null, registry);
  }

  /** The value of the one meter that is always 1, null when it is not there. */
  private Object value() throws Exception {
    for (Object meter : (List<?>) registry.getClass().getMethod("getMeters").invoke(registry)) {
      Object id = call(meter, "Meter", "getId");
      if (call(id, "Meter$Id", "getName").equals("mapi.audit.agent.info")) {
        return call(meter, "Gauge", "value");
      }
    }
    return null;
  }

  private Object call(Object target, String type, String name) throws Exception {
    Method method = Class.forName(PACKAGE + type, true, metrics.getClassLoader()).getMethod(name);
    return method.invoke(target);
  }

  public static void main(String[] classPaths) throws Exception {
    List<MicrometerApps> apps = new ArrayList<>();
    for (String classPath : classPaths) {
      List<URL> urls = new ArrayList<>();
      for (String file : classPath.split(File.pathSeparator)) {
        urls.add(new File(file).toURI().toURL());
      }
      apps.add(new MicrometerApps(new URLClassLoader(urls.toArray(new URL[0]), null)));
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    WeakReference<ClassLoader> agent = agentLoader();
    for (int i = 0; i < apps.size(); i++) {
      while (apps.get(i).value() == null && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      System.out.println("shown " + i + " " + apps.get(i).value());
    }
    new BufferedReader(new InputStreamReader(System.in)).readLine();
    for (int i = 0; i < apps.size(); i++) {
      System.out.println("left " + i + " " + (apps.get(i).value() != null));
    }
    deadline = System.nanoTime() + PATIENCE_NANOS;
    while (agent.get() != null && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(50);
    }
    System.out.println("agent gone " + (agent.get() == null));
  }

  /** The class loader that the agent's threads run with. */
  private static WeakReference<ClassLoader> agentLoader() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("mapi-audit-engine")) {
        return new WeakReference<>(thread.getContextClassLoader());
      }
    }
    throw new IllegalStateException("no agent");
  }
}
