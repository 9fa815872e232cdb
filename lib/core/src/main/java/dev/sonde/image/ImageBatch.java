package dev.sonde.image;

import java.nio.file.Path;
import java.util.List;

/**
 * A batch of pictures, ready for a model.
 *
 * @param files where each picture comes from, in the order of the batch; a file that was left out is missing here
 * @param pixels n x 3 x height x width
 */
public record ImageBatch(List<Path> files, PixelValues pixels) {
    public ImageBatch {
        files = List.copyOf(files);
    }
}
