package io.mapiaudit.identity;

/**
 * How people are named in everything that leaves the process. Applied where a name is read, so that
 * nothing behind it, the journal included, ever holds another form. Every method may be called on
 * an application's thread.
 */
public interface Naming {

  /** SIDs and names as they are. */
  Naming PLAIN =
      new Naming() {
        @Override
        public String sid(String sid) {
          return sid;
        }

        @Override
        public String sidBehind(String shown) {
          return shown;
        }

        @Override
        public String account(String sid, String account) {
          return account;
        }

        @Override
        public String profile(String name) {
          return name;
        }

        @Override
        public String thread(String name) {
          return name;
        }
      };

  /** The form of a SID that is shown; different SIDs have different ones. */
  String sid(String sid);

  /** The SID that is shown in this form, null when it is not known any more. */
  String sidBehind(String shown);

  /** The form of an account's name that is shown. */
  String account(String sid, String account);

  /** The form of a profile's name that is shown; null for null. */
  String profile(String name);

  /** The form of a thread's name that is shown. */
  String thread(String name);
}
