package dev.sonde.data;

/** Which text of a sentence in RefCOCO's files to take. */
public enum SentenceForm {
    /** As the person wrote it, with capitals and full stops. */
    RAW,
    /** Lower case, with the tokens parted by spaces and most punctuation removed. */
    SENT;

    /** The key in the files. */
    String key() {
        return this == RAW ? "raw" : "sent";
    }
}
