package io.mapiaudit.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Serves {@code /play/<scenario>} and, by Spring's actuator, its metrics. */
@SpringBootApplication
public class MailApplication {

  /** Starts it; with {@code --server.port=0} on a free port, which the log names. */
  public static void main(String[] arguments) {
    SpringApplication.run(MailApplication.class, arguments);
  }
}
