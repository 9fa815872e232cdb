package dev.sonde.image;

/** Counts the MCUs of a scan, and takes the restart marker after each interval. */
final class JpegRestarts {
    private final JpegScan scan;
    private final JpegBits bits;
    private final int interval;
    private int left;
    private int number;

    /** @param interval in MCUs, 0 for a scan without restarts */
    JpegRestarts(JpegScan scan, JpegBits bits, int interval) {
        this.scan = scan;
        this.bits = bits;
        this.interval = interval;
        this.left = interval;
    }

    /** Whether the decoder starts anew with this MCU. */
    boolean beforeMcu() throws BadImageException {
        if (interval == 0 || left-- > 0) {
            return false;
        }
        bits.restart(number++);
        scan.parts().forEach(part -> part.component().lastDc = 0);
        left = interval - 1;
        return true;
    }
}
