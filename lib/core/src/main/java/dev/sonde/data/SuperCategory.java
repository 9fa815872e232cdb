package dev.sonde.data;

import java.util.Locale;

/** The 12 groups of COCO's 80 categories of things. */
public enum SuperCategory {
    PERSON,
    VEHICLE,
    OUTDOOR,
    ANIMAL,
    ACCESSORY,
    SPORTS,
    KITCHEN,
    FOOD,
    FURNITURE,
    ELECTRONIC,
    APPLIANCE,
    INDOOR;

    /** The name as COCO writes it, such as {@code animal}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
