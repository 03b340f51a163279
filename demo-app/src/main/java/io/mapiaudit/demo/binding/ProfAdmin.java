package io.mapiaudit.demo.binding;

import com.sun.jna.Pointer;

/** {@code IProfAdmin}, with the objects one reaches a profile's sections through. */
final class ProfAdmin extends MapiUnknown {

  ProfAdmin(Pointer object) {
    super(object);
  }

  void createProfile(String profile) {
    call("IProfAdmin::CreateProfile", 5, profile, Pointer.NULL, Pointer.NULL, 0);
  }

  void deleteProfile(String profile) {
    call("IProfAdmin::DeleteProfile", 6, profile, 0);
  }

  ServiceAdmin adminServices(String profile) {
    return new ServiceAdmin(
        open("IProfAdmin::AdminServices", 11, profile, Pointer.NULL, Pointer.NULL, 0));
  }

  /** {@code IMsgServiceAdmin}. */
  static final class ServiceAdmin extends MapiUnknown {
    ServiceAdmin(Pointer object) {
      super(object);
    }

    ProfSect openGlobalSection() {
      return new ProfSect(
          open(
              "IMsgServiceAdmin::OpenProfileSection",
              10,
              MapiLayout.globalSection(),
              Pointer.NULL,
              MapiLayout.MAPI_MODIFY));
    }
  }

  /** {@code IProfSect}. */
  static final class ProfSect extends MapiUnknown {
    ProfSect(Pointer object) {
      super(object);
    }

    void setConnectFlags(int flags) {
      call("IProfSect::SetProps", 8, 1, MapiLayout.connectFlags(flags), Pointer.NULL);
      call("IProfSect::SaveChanges", 4, 0);
    }
  }
}
