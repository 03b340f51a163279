package io.mapiaudit.output.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where the endpoint may be opened. What a name means is only known when it has been looked up. */
public final class EndpointAddress {

  private EndpointAddress() {}

  /**
   * Looks the host up.
   *
   * @param address not looked up yet
   * @return with the first address of the host
   * @throws UnknownHostException when there is none
   * @throws IllegalArgumentException when one of them is no loopback address and that is not
   *     allowed; the message names the keys and the fix
   */
  public static InetSocketAddress resolve(InetSocketAddress address, boolean allowRemote)
      throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(address.getHostString());
    for (InetAddress each : all) {
      if (!each.isLoopbackAddress() && !allowRemote) {
        throw new IllegalArgumentException(
            "metrics.prometheus: "
                + address.getHostString()
                + " means "
                + each.getHostAddress()
                + ", which is no loopback address, and whoever reaches it could read. Fix: write"
                + " 127.0.0.1:"
                + address.getPort()
                + ", or set metrics.allow-remote = true");
      }
    }
    return new InetSocketAddress(all[0], address.getPort());
  }
}
