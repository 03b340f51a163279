package io.mapiaudit.identity;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

  /** Most threads of a process begin at one of few addresses. */
  private final Map<Long, ThreadFacts> starts = new HashMap<>();

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

  /** Has every library looked up anew: what was at an address may be another one now. */
  void forgetModules() {
    starts.clear();
  }

  /** Where a thread began; empty when it may not be asked. */
  Optional<ThreadFacts> startOf(Pointer thread) {
    int status =
        NtFunctions.NtQueryInformationThread(
            thread, NtFunctions.WIN32_START_ADDRESS, value, Native.POINTER_SIZE, null);
    return status != 0
        ? Optional.empty()
        : Optional.of(
            starts.computeIfAbsent(Pointer.nativeValue(value.getPointer(0)), this::locate));
  }

  private ThreadFacts locate(long address) {
    if (address == 0
        || SweepFunctions.GetModuleHandleExW(FROM_ADDRESS, new Pointer(address), value) == 0) {
      return new ThreadFacts(address, "", 0);
    }
    Pointer module = value.getPointer(0);
    return new ThreadFacts(address, fileName(module), Pointer.nativeValue(module));
  }

  private String fileName(Pointer module) {
    int length = SweepFunctions.GetModuleFileNameW(module, path, PATH_CHARACTERS);
    String text =
        new String(
            path.getByteArray(0, 2 * Math.min(length, PATH_CHARACTERS)), StandardCharsets.UTF_16LE);
    return text.substring(text.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
  }

  /** What it was called; "" for nothing. */
  String descriptionOf(Pointer thread) {
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
