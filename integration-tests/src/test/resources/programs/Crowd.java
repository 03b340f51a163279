import io.mapiaudit.demo.binding.Bridge;
import io.mapiaudit.demo.binding.MailApi;
import io.mapiaudit.demo.mail.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Has 1,000 sessions live and 10,000 threads that have each called MAPI, and prints how much heap is
 * in use then.
 */
public final class Crowd {

  private static final int SESSIONS = 1_000;
  private static final int THREADS = 10_000;

  public static void main(String[] arguments) throws Exception {
    MailApi mapi = Bridge.JNA.open();
    mapi.initialize(0);
    List<Mailbox> mailboxes = new ArrayList<Mailbox>();
    for (int i = 0; i < SESSIONS; i++) {
      mailboxes.add(Mailbox.open(mapi, "mailbox " + i));
    }
    CountDownLatch called = new CountDownLatch(THREADS);
    CountDownLatch over = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      Mailbox mailbox = mailboxes.get(i % SESSIONS);
      Thread thread =
          new Thread(
              () -> {
                mailbox.poll();
                called.countDown();
                try {
                  over.await();
                } catch (InterruptedException ended) {
                  Thread.currentThread().interrupt();
                }
              },
              "worker " + i);
      thread.start();
    }
    called.await();
    System.out.println("heap " + settledHeap());
    over.countDown();
    for (Mailbox mailbox : mailboxes) {
      mailbox.close();
    }
    mapi.uninitialize();
  }

  /** In bytes, once collections free nothing more. */
  private static long settledHeap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      System.gc();
      Thread.sleep(200);
      long now = runtime.totalMemory() - runtime.freeMemory();
      if (now > used - 100_000 && i > 3) {
        break;
      }
      used = now;
    }
    return used;
  }
}
