package io.mapiaudit.it.program;

/** Does next to nothing, so that it runs where there is next to nothing to run with. */
public final class Greeting {

  private Greeting() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread thread = new Thread(() -> System.out.println("hello from a thread"));
    thread.start();
    thread.join();
    System.out.println("hello");
  }
}
