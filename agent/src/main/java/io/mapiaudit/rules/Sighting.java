package io.mapiaudit.rules;

/** Work for an impersonated session that ran in the identity of the process. */
public final class Sighting {

  private final Call call;
  private final boolean certain;

  Sighting(Call call, boolean certain) {
    this.call = call;
    this.certain = certain;
  }

  /** The notification or call. */
  public Call call() {
    return call;
  }

  /** False when the notification could have been another session's. */
  public boolean isCertain() {
    return certain;
  }
}
