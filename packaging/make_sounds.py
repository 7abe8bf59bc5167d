"""Renders the bench's sounds into `resources/sounds/`, from one table, with nothing but the standard library.

Any two sounds differ in at least two of: number of pulses, length, register, direction; so that a person who hears no
pitch still counts. All lie within 0.2 to 2.1 kHz, where small speakers and older ears work; all are equally loud, but
for the stop (3 dB more) and the double read (12 dB less). The same table always renders the same bytes.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE_HZ = 44_100
LOUDNESS = 0.18  # root mean square of a sounding pulse, of full scale
ATTACK_MS = 5
RELEASE_MS = 8
FULL_SCALE = 32_767


@dataclass(frozen=True, slots=True)
class Sound:
    """One row of the table: the pitch of each pulse, how long each sounds and rests, and the whole length."""

    name: str
    pitches_hz: tuple[int, ...]
    on_ms: int
    off_ms: int
    total_ms: int
    gain_db: float = 0.0
    overtones_to_hz: int = 0


SOUNDS = (
    Sound("right-item", (1320,), on_ms=90, off_ms=0, total_ms=90),
    Sound("line-complete", (1320, 1760), on_ms=80, off_ms=20, total_ms=180),
    Sound("order-complete", (1047, 1319, 1568), on_ms=100, off_ms=15, total_ms=330),
    Sound("question", (740, 740, 740, 740), on_ms=60, off_ms=45, total_ms=380),
    Sound("stop", (196, 196), on_ms=220, off_ms=80, total_ms=520, gain_db=3.0, overtones_to_hz=1600),
    Sound("trouble", (784, 659, 523), on_ms=140, off_ms=20, total_ms=460),
    Sound("double-read", (2093,), on_ms=25, off_ms=0, total_ms=25, gain_db=-12.0),
)


def frames(milliseconds: float) -> int:
    """Return how many samples last so long."""
    return round(RATE_HZ * milliseconds / 1000)


def envelope(index: int, length: int) -> float:
    """Return the loudness at a sample of a pulse: a soft attack and a short release, so that nothing clicks."""
    attack, release = frames(ATTACK_MS), frames(RELEASE_MS)
    return min(1.0, index / attack, (length - 1 - index) / release)


def pulse(sound: Sound, pitch_hz: int) -> list[float]:
    """Return one pulse, brought to the common loudness."""
    length = frames(sound.on_ms)
    partials = range(1, max(1, sound.overtones_to_hz // pitch_hz) + 1)
    # Quadratic phases spread the partials in time, so that a loud low tone does not clip small speakers.
    phases = {k: math.pi * k * (k - 1) / len(partials) for k in partials}
    raw = [
        envelope(i, length)
        * math.fsum(math.sin(2 * math.pi * pitch_hz * k * i / RATE_HZ + phases[k]) / math.sqrt(k) for k in partials)
        for i in range(length)
    ]
    level = math.sqrt(math.fsum(value * value for value in raw) / length)
    factor = LOUDNESS * 10 ** (sound.gain_db / 20) / level
    return [value * factor for value in raw]


def render(sound: Sound) -> bytes:
    """Return the sound as little-endian 16-bit samples, exactly as long as the table says."""
    samples: list[float] = []
    for pitch in sound.pitches_hz:
        samples += pulse(sound, pitch) + [0.0] * frames(sound.off_ms)
    length = frames(sound.total_ms)
    samples = (samples + [0.0] * length)[:length]
    whole = array("h", (round(value * FULL_SCALE) for value in samples))
    if sys.byteorder == "big":
        whole.byteswap()
    return whole.tobytes()


def main() -> None:
    """Write every sound of the table."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for sound in SOUNDS:
        with wave.open(str(TARGET / f"{sound.name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(render(sound))
        print(f"{sound.name}: {sound.total_ms} ms")


if __name__ == "__main__":
    main()
