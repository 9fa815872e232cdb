package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces in a {@code tokenizer.model} of SentencePiece, a protocol buffer ({@code sentencepiece_model.proto}): field 1
 * of the file repeats a message with the piece (field 1), its score (2) and its type (3).
 */
final class SentencePieceModel {
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;

    private final List<String> pieces = new ArrayList<>();
    private final List<String> markers = new ArrayList<>();
    private final String place;
    private String unknown = "";

    private SentencePieceModel(String place) {
        this.place = place;
    }

    static SentencePieceModel parse(String place, byte[] bytes) {
        SentencePieceModel model = new SentencePieceModel(place);
        try {
            model.readFile(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw model.broken("ends in the middle of a piece or holds something else", e);
        }
        if (model.unknown.isEmpty()) {
            throw model.broken("holds " + model.pieces.size() + " pieces but none for unknown characters", null);
        }
        return model;
    }

    /** All pieces in the order of their numbers. */
    Vocabulary vocabulary() {
        try {
            return new Vocabulary(pieces);
        } catch (IllegalArgumentException e) {
            throw broken("repeats a piece: " + Shown.text(e.getMessage()), e);
        }
    }

    /** The pieces that stand for no text, such as {@code <s>}. */
    List<String> markers() {
        return List.copyOf(markers);
    }

    /** The piece for what the model cannot say. */
    String unknown() {
        return unknown;
    }

    private void readFile(ByteBuffer file) {
        while (file.hasRemaining()) {
            long tag = varint(file);
            if (tag == (1 << 3 | 2)) {
                readPiece(message(file));
            } else {
                skip(file, tag);
            }
        }
    }

    private void readPiece(ByteBuffer piece) {
        String text = "";
        long type = 1;
        while (piece.hasRemaining()) {
            long tag = varint(piece);
            if (tag == (1 << 3 | 2)) {
                text = text(message(piece));
            } else if (tag == (3 << 3)) {
                type = varint(piece);
            } else {
                skip(piece, tag);
            }
        }
        add(text, type);
    }

    private void add(String piece, long type) {
        pieces.add(piece);
        if (type == UNKNOWN) {
            unknown = piece;
        }
        if (type == UNKNOWN || type == CONTROL) {
            markers.add(piece);
        }
    }

    private String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return VocabularyFile.text(place, copy);
    }

    private static ByteBuffer message(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer message = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return message;
    }

    private static void skip(ByteBuffer in, long tag) {
        switch ((int) (tag & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> message(in);
            case 5 -> in.getInt();
            default -> throw new IllegalArgumentException("wire type " + (tag & 7));
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    private SondeException broken(String problem, Throwable cause) {
        return new SondeException(
                place + " is no SentencePiece model: it " + problem,
                "Give the tokenizer.model of a LLaMA or Vicuna model, or its tokenizer.json; it may be cut off.",
                cause);
    }
}
