/** Does nothing until its input ends. */
public class Idle {

  private Idle() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("idle");
    while (System.in.read() >= 0) {}
  }
}
