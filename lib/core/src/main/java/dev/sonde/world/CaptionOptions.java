package dev.sonde.world;

import dev.sonde.display.SondeException;

/**
 * How pre-training captions speak of location. {@link #defaults()} has them do so rarely, as captions on the web do.
 *
 * @param locationPercent how many captions in a hundred name a cell or a relation; their foils are false in an attribute,
 *     so that no negative asks for location
 * @param locationFoilPercent how many more name one and have a foil that is false in it only: to match these, location must
 *     be read
 * @param sizePercent how many mentions in a hundred name the size
 */
public record CaptionOptions(int locationPercent, int locationFoilPercent, int sizePercent) {
    private static final int ALL = 100;

    /** @throws SondeException if a share is no percentage, or both kinds of location captions are more than all */
    public CaptionOptions {
        boolean shares = Math.min(locationPercent, Math.min(locationFoilPercent, sizePercent)) >= 0
                && Math.max(sizePercent, locationPercent + locationFoilPercent) <= ALL;
        if (!shares) {
            throw new SondeException(
                    "Captions cannot be " + locationPercent + " % with location, " + locationFoilPercent
                            + " % with location foils and " + sizePercent + " % with sizes",
                    "Give percentages; the first two make at most 100 together.");
        }
    }

    /** 10 % with location, none with location foils, 25 % with sizes. */
    public static CaptionOptions defaults() {
        return new CaptionOptions(10, 0, 25);
    }

    /** With another share of captions that speak of location. */
    public CaptionOptions withLocationPercent(int percent) {
        return new CaptionOptions(percent, locationFoilPercent, sizePercent);
    }

    /** With a share of captions whose foils are false in location only; a few per cent suffice to teach it. */
    public CaptionOptions withLocationFoilPercent(int percent) {
        return new CaptionOptions(locationPercent, percent, sizePercent);
    }

    /** With another share of mentions that name the size. */
    public CaptionOptions withSizePercent(int percent) {
        return new CaptionOptions(locationPercent, locationFoilPercent, percent);
    }
}
