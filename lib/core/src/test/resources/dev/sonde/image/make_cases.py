"""Makes the files below cases/ and cases.json: pictures in rare forms, and what Pillow reads in them.

    pip install pillow==12.3.0 numpy && python make_cases.py

The pictures are cut from photograph 519208 (see LICENSE.md); each is a few kilobytes.
"""
import hashlib
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageOps

HERE = Path(__file__).parent
PHOTO = Image.open(HERE / "000000519208_decoded.png").convert("RGB")
cases = {}


def crop(w, h):
    return PHOTO.resize((PHOTO.width // 3, PHOTO.height // 3)).crop((20, 10, 20 + w, 10 + h))


def add(name, data):
    """Stores a file with the hashes of its samples: as stored, upright, and over white."""
    (HERE / "cases" / name).write_bytes(data)
    image = Image.open(io.BytesIO(data))
    rgb = image.convert("RGB")
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    white = rgb
    if image.mode != "RGB" and image.mode != "CMYK":
        white = Image.new("RGBA", image.size, (255, 255, 255))
        white.alpha_composite(image.convert("RGBA"))
        white = white.convert("RGB")
    cases[name] = {
        "mode": image.mode, "width": rgb.width, "height": rgb.height, "sha256": sha(rgb),
        "upright_width": upright.width, "upright_height": upright.height, "upright_sha256": sha(upright),
        "over_white_sha256": sha(white)}


def sha(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


def saved(image, kind, **options):
    b = io.BytesIO()
    image.save(b, kind, **options)
    return b.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, bits, colour, rows, extra=b"", interlace=0, parts=1):
    packed = zlib.compress(rows, 9)
    step = -(-len(packed) // parts)
    data = b"".join(chunk(b"IDAT", packed[i:i + step]) for i in range(0, len(packed), step))
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + data + chunk(b"IEND", b"")


def pack(samples, bits):
    """One row of samples, most significant bit first."""
    if bits == 16:
        return np.asarray(samples, ">u2").tobytes()
    if bits == 8:
        return np.asarray(samples, np.uint8).tobytes()
    text = "".join(format(int(s), f"0{bits}b") for s in samples)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))


def rows(array, bits, interlace):
    """The filtered rows (all five filters in turn) of an array [height, width, channels]."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    out = b""
    for left, top, dx, dy in passes if interlace else [(0, 0, 1, 1)]:
        part = array[top::dy, left::dx]
        if part.shape[1] == 0:
            continue
        back = max(1, array.shape[2] * bits // 8)
        above = None
        for y, row in enumerate(part):
            raw = np.frombuffer(pack(row.reshape(-1), bits), np.uint8).astype(int)
            before = np.zeros_like(raw) if above is None else above
            left_of = np.concatenate([np.zeros(back, int), raw])[:len(raw)]
            corner = np.concatenate([np.zeros(back, int), before])[:len(raw)]
            out += bytes([y % 5]) + bytes(((raw - predicted(y % 5, left_of, before, corner)) % 256).astype(np.uint8))
            above = raw
    return out


def predicted(kind, left, above, corner):
    p = left + above - corner
    a, b, c = abs(p - left), abs(p - above), abs(p - corner)
    paeth = np.where((a <= b) & (a <= c), left, np.where(b <= c, above, corner))
    return [np.zeros_like(left), left, above, (left + above) // 2, paeth][kind]


def pngs():
    rgb = np.asarray(crop(37, 29)).astype(int)
    gray = np.asarray(crop(37, 29).convert("L")).astype(int)[:, :, None]
    alpha = np.tile(np.arange(37) * 7 % 256, (29, 1))[:, :, None]
    low = np.tile(np.arange(37) * 53 % 256, (29, 1))[:, :, None]
    palette = chunk(b"PLTE", bytes(np.random.default_rng(0).integers(0, 256, 3 * 200, dtype=np.uint8)))
    for interlace in (0, 1):
        end = f"{'_interlaced' if interlace else ''}.png"
        for bits in (1, 2, 4, 8):
            add(f"gray{bits}{end}", png(37, 29, bits, 0, rows(gray >> (8 - bits), bits, interlace), b"", interlace))
            index = gray * (1 << bits) // 256
            add(f"palette{bits}{end}", png(37, 29, bits, 3, rows(index, bits, interlace), palette, interlace))
        wide = [(0, gray * 256 + low), (2, rgb * 256 + low), (4, np.concatenate([gray, alpha], 2) * 256 + low),
                (6, np.concatenate([rgb, alpha], 2) * 256 + low)]
        for colour, array in wide:
            add(f"colour{colour}_16{end}", png(37, 29, 16, colour, rows(array, 16, interlace), b"", interlace))
            if colour:
                add(f"colour{colour}_8{end}", png(37, 29, 8, colour, rows(array >> 8, 8, interlace), b"", interlace, 3))
    add("gray16_dark.png", png(37, 29, 16, 0, rows(gray + low // 64, 16, 0)))
    trns = chunk(b"tRNS", bytes(range(0, 250, 5)))
    add("palette_alpha.png", png(37, 29, 8, 3, rows(gray * 200 // 256, 8, 0), palette + trns))
    add("palette_short.png", png(37, 29, 8, 3, rows(gray, 8, 0), palette))
    for bits in (1, 2, 4, 8):
        key = chunk(b"tRNS", struct.pack(">H", 1 if bits < 8 else int(gray[3, 3, 0])))
        add(f"gray{bits}_key.png", png(37, 29, bits, 0, rows(gray >> (8 - bits), bits, 0), key))
    add("rgb_key.png", png(37, 29, 8, 2, rows(rgb, 8, 0), chunk(b"tRNS", struct.pack(">HHH", *rgb[2, 2]))))
    noted = chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"iCCP", b"bad\0\0" + zlib.compress(b"no profile"))
    add("rgb_gamma_bad_profile.png", png(37, 29, 8, 2, rows(rgb, 8, 0), noted))
    add("rgb_no_end.png", png(37, 29, 8, 2, rows(rgb, 8, 0))[:-12])
    for w, h in ((1, 1), (2, 3), (5, 1)):
        add(f"rgb_{w}x{h}_interlaced.png", png(w, h, 8, 2, rows(rgb[:h, :w], 8, 1), b"", 1))
    for orientation in (3, 6):
        add(f"exif{orientation}.png", saved(crop(23, 17), "PNG", exif=exif(orientation)))


def exif(orientation):
    e = Image.Exif()
    e[0x0112] = orientation
    return e


def segments(data):
    """(marker, payload with length) of each segment up to the scan, and the rest."""
    at, found = 2, []
    while True:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2:at + 4])[0]
        if marker == 0xDA:
            return found, data[at:]
        found.append((marker, data[at:at + 2 + length]))
        at += 2 + length


def joined(found, rest):
    return b"\xff\xd8" + b"".join(segment for _, segment in found) + rest


def without(data, marker):
    found, rest = segments(data)
    return joined([s for s in found if s[0] != marker], rest)


def resampled(data, width, height, sampling):
    """The same blocks in another arrangement: what was 4:2:0 becomes 4:1:1, and so on. The picture is scrambled."""
    found, rest = segments(data)
    changed = []
    for marker, s in found:
        if marker in (0xC0, 0xC2):
            s = s[:5] + struct.pack(">HH", height, width) + s[9:11] + bytes([sampling]) + s[12:]
        changed.append((marker, s))
    return joined(changed, rest)


def with_ids(data, ids):
    found, rest = segments(data)
    changed = []
    for marker, s in found:
        if marker == 0xC0:
            s = bytearray(s)
            for i, name in enumerate(ids):
                s[10 + 3 * i] = name
        changed.append((marker, bytes(s)))
    rest = bytearray(rest)
    for i, name in enumerate(ids):
        rest[5 + 2 * i] = name
    return joined([c for c in changed if c[0] != 0xE0], bytes(rest))


def adobe(data, transform):
    """With Adobe's segment in place of JFIF's."""
    found, rest = segments(data)
    segment = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])
    return joined([(0xEE, segment)] + [s for s in found if s[0] not in (0xE0, 0xEE)], rest)


def jpegs():
    image = crop(61, 45)
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        for progressive in (False, True):
            end = "_progressive.jpg" if progressive else ".jpg"
            add(f"c{name}{end}", saved(image, "JPEG", quality=90, subsampling=subsampling, progressive=progressive))
    for w, h in ((1, 1), (2, 2), (3, 5), (4, 4), (5, 3), (8, 8), (9, 17), (16, 16), (17, 33), (33, 16)):
        add(f"c420_{w}x{h}.jpg", saved(crop(w, h), "JPEG", quality=85, subsampling=2))
        add(f"c422_{w}x{h}.jpg", saved(crop(w, h), "JPEG", quality=85, subsampling=1))
    add("q100.jpg", saved(image, "JPEG", quality=100, subsampling=0))
    add("q5.jpg", saved(image, "JPEG", quality=5, subsampling=2))
    noise = Image.fromarray((np.random.default_rng(1).integers(0, 2, (45, 61, 3)) * 255).astype(np.uint8))
    add("noise.jpg", saved(noise, "JPEG", quality=98, subsampling=2))
    add("noise_progressive.jpg", saved(noise, "JPEG", quality=60, subsampling=2, progressive=True))
    add("optimised.jpg", saved(image, "JPEG", quality=80, optimize=True))
    add("restart_blocks.jpg", saved(image, "JPEG", quality=80, restart_marker_blocks=1))
    add("restart_rows.jpg", saved(image, "JPEG", quality=80, restart_marker_rows=1))
    add("restart_progressive.jpg", saved(image, "JPEG", quality=80, restart_marker_blocks=2, progressive=True))
    add("gray.jpg", saved(image.convert("L"), "JPEG", quality=80))
    add("gray_progressive.jpg", saved(image.convert("L"), "JPEG", quality=80, progressive=True))
    add("gray_sampled_twice.jpg", resampled(saved(image.convert("L"), "JPEG", quality=80), 61, 45, 0x22))
    c420 = saved(crop(64, 48), "JPEG", quality=85, subsampling=2)
    c422 = saved(crop(64, 48), "JPEG", quality=85, subsampling=1)
    add("c411.jpg", resampled(c420, 128, 24, 0x41))
    add("c411_cut.jpg", resampled(c420, 101, 19, 0x41))
    add("c14.jpg", resampled(c420, 32, 96, 0x14))
    add("c440.jpg", resampled(c422, 32, 96, 0x12))
    add("c440_cut.jpg", resampled(c422, 27, 93, 0x12))
    inks = image.convert("CMYK")
    inks = Image.merge("CMYK", [*inks.split()[:3], image.convert("L").point(lambda v: v // 3)])
    cmyk = saved(inks, "JPEG", quality=90)
    add("cmyk.jpg", cmyk)
    add("cmyk_no_adobe.jpg", without(cmyk, 0xEE))
    add("ycck.jpg", adobe(cmyk, 2))
    add("cmyk_progressive.jpg", saved(inks, "JPEG", quality=90, progressive=True))
    c444 = saved(image, "JPEG", quality=85, subsampling=0)
    add("rgb_adobe.jpg", adobe(c444, 0))
    add("ycc_adobe.jpg", adobe(c444, 1))
    add("rgb_by_name.jpg", with_ids(c444, b"RGB"))
    add("ycc_no_segment.jpg", with_ids(c444, b"\x01\x02\x03"))
    add("ycc_odd_names.jpg", with_ids(c444, b"\x05\x06\x07"))
    for orientation in range(1, 9):
        add(f"exif{orientation}.jpg", saved(crop(29, 13), "JPEG", quality=85, exif=exif(orientation)))
    add("exif9.jpg", saved(crop(29, 13), "JPEG", quality=85, exif=exif(9)))
    found, rest = segments(saved(crop(29, 13), "JPEG", quality=85, exif=exif(8)))
    found.sort(key=lambda s: s[0] != 0xE1)
    add("exif_before_jfif.jpg", joined(found, rest))
    add("bad_profile.jpg", saved(image, "JPEG", quality=85, icc_profile=b"no profile at all" * 9))
    add("comment.jpg", saved(image, "JPEG", quality=85, comment=b"\xff\xd9 a comment"))
    add("bytes_behind_end.jpg", saved(image, "JPEG", quality=85) + b"more bytes\xff\xd8")


(HERE / "cases").mkdir(exist_ok=True)
pngs()
jpegs()
for kind in ("GIF", "BMP"):
    add(f"rgb.{kind.lower()}", saved(crop(37, 29), kind))
    add(f"gray.{kind.lower()}", saved(crop(37, 29).convert("L"), kind))
    add(f"bit.{kind.lower()}", saved(crop(37, 29).convert("1"), kind))
    add(f"palette.{kind.lower()}", saved(crop(37, 29).quantize(50), kind))
add("transparent.gif", saved(crop(37, 29).quantize(50), "GIF", transparency=7))
(HERE / "cases.json").write_text(json.dumps({"pillow": PIL.__version__, "cases": cases}, indent=1) + "\n")
print(len(cases), "cases")
