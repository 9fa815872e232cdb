package dev.sonde.image;

import java.util.ArrayList;
import java.util.List;

/** What the frame header of a JPEG file tells (T.81, B.2.2). */
record JpegFrame(ImageSize size, boolean progressive, List<JpegComponent> components, int horizontal, int vertical) {
    static JpegFrame read(ByteCursor in, int marker, DecodeOptions options) throws BadImageException {
        int precision = in.byte8();
        int height = in.int16();
        int width = in.int16();
        ImageSize size = options.checked(width, height);
        if (precision != 8) {
            throw new BadImageException("is a JPEG file of " + precision + " bits a sample; only 8 are read");
        }
        int count = in.byte8();
        if (count != 1 && count != 3 && count != 4) {
            throw new BadImageException("is a JPEG file of " + count + " components; 1, 3 and 4 are known");
        }
        return read(in, marker == JpegMarker.PROGRESSIVE, size, count);
    }

    private static JpegFrame read(ByteCursor in, boolean progressive, ImageSize size, int count)
            throws BadImageException {
        int[] ids = new int[count];
        int[] samplings = new int[count];
        int[] tables = new int[count];
        int horizontal = 1;
        int vertical = 1;
        for (int i = 0; i < count; i++) {
            ids[i] = in.byte8();
            samplings[i] = checked(in.byte8());
            tables[i] = in.byte8();
            horizontal = Math.max(horizontal, samplings[i] >> 4);
            vertical = Math.max(vertical, samplings[i] & 15);
        }
        List<JpegComponent> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            components.add(new JpegComponent(ids[i], samplings[i], tables[i], size, horizontal, vertical));
        }
        return new JpegFrame(size, progressive, List.copyOf(components), horizontal, vertical);
    }

    private static int checked(int sampling) throws BadImageException {
        int horizontal = sampling >> 4;
        int vertical = sampling & 15;
        if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
            throw new BadImageException(
                    "is a damaged JPEG file: sampling factors " + horizontal + " x " + vertical + " cannot be");
        }
        return sampling;
    }

    JpegComponent component(int id) throws BadImageException {
        for (JpegComponent component : components) {
            if (component.id == id) {
                return component;
            }
        }
        throw new BadImageException("is a damaged JPEG file: a scan has component " + id + ", which the frame lacks");
    }

    long blocks() {
        return components.stream().mapToLong(JpegComponent::blocks).sum();
    }
}
