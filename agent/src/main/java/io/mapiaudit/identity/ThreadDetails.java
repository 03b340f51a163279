package io.mapiaudit.identity;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Where a thread began, in which library that is, and how it is called. */
final class ThreadDetails implements AutoCloseable {

  /** GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS and _UNCHANGED_REFCOUNT: nothing is kept loaded. */
  private static final int FROM_ADDRESS = 0x4 | 0x2;

  private static final int PATH_CHARACTERS = 1024;
  private static final int MAX_DESCRIPTION = 256;
  private static final int PATH_AT = 16;

  private final long memory = Native.malloc(PATH_AT + 2L * PATH_CHARACTERS);
  private final Pointer value = new Pointer(memory);
  private final Pointer path = new Pointer(memory + PATH_AT);
  private final Function getDescription;
  private final Function localFree;

  ThreadDetails() {
    NativeLibrary kernel =
        NativeLibrary.getInstance("kernel32", TokenLibrary.options(true, Platform.is64Bit()));
    this.getDescription = optional(kernel, "GetThreadDescription");
    this.localFree = kernel.getFunction("LocalFree");
  }

  /** Windows has the function since 10 1607. */
  private static Function optional(NativeLibrary library, String name) {
    try {
      return library.getFunction(name);
    } catch (UnsatisfiedLinkError older) {
      return null;
    }
  }

  /** The facts; empty when the thread may not be asked. */
  Optional<ThreadFacts> of(Pointer thread) {
    int status =
        NtFunctions.NtQueryInformationThread(
            thread, NtFunctions.WIN32_START_ADDRESS, value, Native.POINTER_SIZE, null);
    if (status != 0) {
      return Optional.empty();
    }
    Pointer start = value.getPointer(0);
    Pointer module = start == null ? null : module(start);
    return Optional.of(
        new ThreadFacts(
            Pointer.nativeValue(start),
            module == null ? "" : fileName(module),
            module == null ? 0 : Pointer.nativeValue(module),
            description(thread)));
  }

  private Pointer module(Pointer address) {
    return SweepFunctions.GetModuleHandleExW(FROM_ADDRESS, address, value) == 0
        ? null
        : value.getPointer(0);
  }

  private String fileName(Pointer module) {
    int length = SweepFunctions.GetModuleFileNameW(module, path, PATH_CHARACTERS);
    String text =
        new String(
            path.getByteArray(0, 2 * Math.min(length, PATH_CHARACTERS)), StandardCharsets.UTF_16LE);
    return text.substring(text.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
  }

  private String description(Pointer thread) {
    // A success may be positive here: Windows documents SUCCEEDED, not S_OK.
    if (getDescription == null || getDescription.invokeInt(new Object[] {thread, value}) < 0) {
      return "";
    }
    Pointer text = value.getPointer(0);
    if (text == null) {
      return "";
    }
    try {
      int length = 0;
      while (length < MAX_DESCRIPTION && text.getShort(2L * length) != 0) {
        length++;
      }
      return new String(text.getByteArray(0, 2 * length), StandardCharsets.UTF_16LE);
    } finally {
      localFree.invokePointer(new Object[] {text});
    }
  }

  @Override
  public void close() {
    Native.free(memory);
  }
}
