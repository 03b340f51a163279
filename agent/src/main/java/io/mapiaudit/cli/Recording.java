package io.mapiaudit.cli;

import io.mapiaudit.model.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The events of one run, in the order of its journal. */
interface Recording extends Closeable {

  /** Opens the journal in the folder of a run. */
  interface Opener {
    Recording open(Path runFolder) throws IOException;
  }

  /** Size in bytes, 0 when it cannot be told. */
  default long bytes() {
    return 0;
  }

  /** About how many bytes were read so far. */
  default long bytesRead() {
    return 0;
  }

  /** The next event without taking it, null at the end. */
  Event peek() throws IOException;

  /** Takes the next event, null at the end. */
  Event next() throws IOException;
}
