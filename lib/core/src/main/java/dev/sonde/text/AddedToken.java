package dev.sonde.text;

/**
 * A token that is found in a text before the text is cut into words.
 *
 * @param content how it is written in a text
 * @param id its number
 * @param normalized whether it is looked for in the normalized text, itself normalized; else in the text as it is
 * @param special whether it belongs to the model's protocol, so that a decoded text leaves it out
 */
record AddedToken(String content, int id, boolean normalized, boolean special) {
    static AddedToken special(String content, int id) {
        return new AddedToken(content, id, false, true);
    }
}
