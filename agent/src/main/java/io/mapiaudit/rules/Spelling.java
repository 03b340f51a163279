package io.mapiaudit.rules;

/** Tells how alike two ids are, for error messages. */
final class Spelling {

  private Spelling() {}

  /**
   * The number of letters to insert, delete or replace to make one of the other; 0 to 1 letters
   * when one contains the other.
   */
  static int distance(String wanted, String known) {
    if (!wanted.isEmpty() && known.contains(wanted)) {
      return known.equals(wanted) ? 0 : 1;
    }
    int[] row = new int[known.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (wanted.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[known.length()];
  }
}
