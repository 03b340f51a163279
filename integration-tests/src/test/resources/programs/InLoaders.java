import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/**
 * Runs a program's main method in class loaders that hand nothing but {@code java.*} to their parent, as
 * module systems do; in several one after the other, each with classes and native libraries of its own.
 * Arguments: number of loaders, jar, main class, arguments.
 */
public final class InLoaders {

  private InLoaders() {}

  public static void main(String[] arguments) throws Throwable {
    URL[] jar = {new File(arguments[1]).toURI().toURL()};
    String[] rest = Arrays.copyOfRange(arguments, 3, arguments.length);
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) {
      ClassLoader loader = new OnlyJava(jar);
      Thread.currentThread().setContextClassLoader(loader);
      try {
        loader.loadClass(arguments[2]).getMethod("main", String[].class).invoke(null, (Object) rest);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }
  }

  private static final class OnlyJava extends URLClassLoader {

    OnlyJava(URL[] jar) {
      super(jar, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.")) {
        return ClassLoader.getSystemClassLoader().loadClass(name);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException notInTheJar) {
          // what is imported from the JDK, javax.* and the like; not what agents add to it
          if (name.startsWith("io.mapiaudit")) {
            throw notInTheJar;
          }
          return ClassLoader.getSystemClassLoader().loadClass(name);
        }
      }
    }
  }
}
