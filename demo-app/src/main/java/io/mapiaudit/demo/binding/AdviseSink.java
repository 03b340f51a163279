package io.mapiaudit.demo.binding;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code IMAPIAdviseSink} written in Java: a COM object whose vtable holds JNA callbacks. It must
 * stay reachable until {@code Unadvise}.
 */
public final class AdviseSink extends Structure {

  /** Not a library: where JNA looks for the calling convention of the callbacks declared inside. */
  public interface Com extends Library {
    Map<String, Object> OPTIONS = Convention.OPTIONS;

    /** {@code IUnknown::QueryInterface}. */
    public interface QueryInterface extends Callback {
      int invoke(Pointer self, Pointer iid, PointerByReference out);
    }

    /** {@code IUnknown::AddRef} and {@code IUnknown::Release}. */
    public interface Count extends Callback {
      int invoke(Pointer self);
    }

    /** {@code IMAPIAdviseSink::OnNotify}. */
    public interface OnNotify extends Callback {
      int invoke(Pointer self, int count, Pointer notifications);
    }
  }

  /** The four methods in the order of {@code MAPIDefs.h}. */
  public static final class Methods extends Structure implements Structure.ByReference {
    public Com.QueryInterface queryInterface;
    public Com.Count addRef;
    public Com.Count release;
    public Com.OnNotify onNotify;

    // Not by annotation, which JNA 4 does not have.
    @Override
    protected List<String> getFieldOrder() {
      return Arrays.asList("queryInterface", "addRef", "release", "onNotify");
    }
  }

  private static final int E_NOINTERFACE = 0x80004002;
  private static final int IID_UNKNOWN = 0;
  private static final int IID_ADVISE_SINK = 0x00020302;

  /** Where COM looks for the methods. */
  public Methods vtable = new Methods();

  private final AtomicInteger references = new AtomicInteger(1);

  /** A sink with one reference, the caller's. */
  AdviseSink(MailListener listener) {
    vtable.queryInterface = this::query;
    vtable.addRef = self -> references.incrementAndGet();
    vtable.release = self -> references.decrementAndGet();
    vtable.onNotify =
        (self, count, notifications) -> {
          MapiLayout.deliver(count, notifications, listener);
          return 0;
        };
    write();
  }

  @Override
  protected List<String> getFieldOrder() {
    return Collections.singletonList("vtable");
  }

  /** References held by anyone, the maker included. */
  int references() {
    return references.get();
  }

  private int query(Pointer self, Pointer iid, PointerByReference out) {
    // Only the first part differs among the interfaces that come into question.
    int which = iid.getInt(0);
    if (which != IID_UNKNOWN && which != IID_ADVISE_SINK) {
      out.setValue(Pointer.NULL);
      return E_NOINTERFACE;
    }
    references.incrementAndGet();
    out.setValue(self);
    return 0;
  }
}
