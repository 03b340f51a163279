package io.mapiaudit.demo.binding;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** What the stand-in for MAPI32 can do beyond MAPI: make mail arrive and faults happen. */
@SuppressWarnings("MemberName")
public interface StandIn extends Library {

  /** An impersonation token for any SID, or null with the reason as last error. */
  Pointer MapiDemoCreateToken(String sid, String account, int level, int windowsSession);

  /** New mail for a profile; returns the number of callbacks that were queued. */
  int MapiDemoDeliver(String profile);

  /** Waits until every queued callback has been made; 1 when done, 0 when timed out. */
  int MapiDemoDrain(int timeoutMillis);

  /** Lets a hanging release come back after so long; 0 lets it hang for ever. */
  void MapiDemoSetHangLimit(int millis);

  /** How many polling threads of its own there are. */
  int MapiDemoRunningPollers();

  /** Makes the next calls on stores, folders and tables fail as if the network were down. */
  void MapiDemoFailNetwork(int calls);

  /** With 1, ends the process at the next store opened by an impersonating thread. */
  void MapiDemoBlockImpersonatedCallers(int on);
}
