/* The exact shortest walk through one block, for a set of stops given as bits: Ratliff and Rosenthal (1983).
 *
 * The same programme as planning/block.py, which says why it is right. A position of an aisle is a bit; `at` tells how
 * far along the aisle the bit lies, ascending. The depot's own position is set for every walk. Lengths are whole numbers.
 */
#ifndef WAREHOUSE_ROUTE_H
#define WAREHOUSE_ROUTE_H

#include <stdint.h>

typedef int64_t i64;
typedef uint64_t u64;

#define NEVER ((i64)1 << 60)

typedef struct {
    int aisles, words;  /* words of 64 bits an aisle */
    i64 front, back, entry;
    int depot_aisle, blind; /* blind: the aisle that is none (a depot between two aisles), or -1 */
    const i64 *x;           /* [aisles] place along the cross aisles, ascending */
    const i64 *at;          /* [aisles * words * 64] distance along the aisle of each bit */
    const u64 *depot;       /* [aisles * words] the depot's bit */
} Block;

static inline i64 least(i64 a, i64 b) { return a < b ? a : b; }
static inline i64 most(i64 a, i64 b) { return a > b ? a : b; }

/* First and last stop of an aisle and the widest gap between two neighbours; false where the aisle has none. */
static inline int aisle_figures(const Block *block, int aisle, const u64 *bits, i64 *first, i64 *last, i64 *gap) {
    const i64 *at = block->at + (i64)aisle * block->words * 64;
    i64 before = -1, widest = 0;
    int any = 0;
    for (int w = 0; w < block->words; w++, at += 64) {
        u64 left = bits[w];
        while (left) {
            i64 here = at[__builtin_ctzll(left)];
            left &= left - 1;
            if (any) widest = most(widest, here - before);
            else { *first = here; any = 1; }
            before = here;
        }
    }
    *last = before;
    *gap = widest;
    return any;
}

/* The length of the shortest walk from the depot through all stops and back; `stops` must hold the depot's bit. */
static i64 walk(const Block *block, const u64 *stops) {
    const i64 whole = block->back - block->front;
    i64 u = NEVER, b = NEVER, f = NEVER, e = NEVER, s = NEVER, before = 0, only = 0;
    int visited = 0;
    for (int aisle = 0; aisle < block->aisles; aisle++) {
        i64 first = 0, last = 0, gap = 0;
        if (!aisle_figures(block, aisle, stops + (i64)aisle * block->words, &first, &last, &gap)) continue;
        i64 through = whole, twice = 2 * whole, by_back = 2 * (block->back - first), by_front = 2 * (last - block->front);
        i64 inner = first < last ? 2 * (whole - gap) : NEVER;
        if (aisle == block->blind) {
            through = twice = inner = NEVER;
            by_back = first == block->front ? NEVER : 0;
            by_front = first == block->front ? 0 : NEVER;
        }
        if (!visited++) {
            only = 2 * (last - first);
            u = through; b = by_back; f = by_front; s = inner; e = twice;
        } else {
            i64 step = 2 * (block->x[aisle] - before);
            i64 mu = u + step, mb = least(b, e) + step, mf = least(f, e) + step, me = e + 2 * step, ms = s + 2 * step;
            i64 inside = least(least(by_back, by_front), inner), odd = least(inside, twice);
            u = least(mu + odd, least(least(mb, mf), least(me, ms)) + through);
            e = least(least(mu + through, me + odd), least(mb, least(mf, ms)) + twice);
            s = least(least(mb + least(by_front, inner), mf + least(by_back, inner)), ms + inside);
            b = mb + by_back;
            f = mf + by_front;
        }
        /* sums of NEVER must not run over */
        u = least(u, NEVER); b = least(b, NEVER); f = least(f, NEVER); e = least(e, NEVER); s = least(s, NEVER);
        before = block->x[aisle];
    }
    i64 around = visited > 1 ? least(b, least(f, e)) : only;
    return around + 2 * block->entry;
}

#endif
