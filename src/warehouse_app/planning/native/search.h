/* Batches and walks together: savings, then annealing with shifts, swaps, and ruin and recreate.
 *
 * Deterministic: what comes of it depends on the problem, the seed, and the steps with their temperatures, never on how
 * the steps are cut into calls.
 */
#ifndef WAREHOUSE_SEARCH_H
#define WAREHOUSE_SEARCH_H

#include <math.h>

#include "problem.h"

typedef struct {
    int m, room, *who;
    i64 cost, *load;
    u64 key;
} Batch;

typedef struct {
    Problem p;
    int batches, *in, *at;    /* in[i]: the batch of order i; at[i]: its place there */
    Batch *batch;             /* [n + 1]; the first `batches` are in use, the next is empty */
    i64 cost, best_cost;
    int *best, best_batches;
    int *near, nears;         /* [n * nears] orders that go well with each */
    int *order, *some, *more, *touched;
    i64 *sum;
    u64 random[4];
    double chill[4096];       /* -log(u), so that accepting needs no logarithm */
} Search;

static u64 dice(Search *s) { /* xoshiro256** */
    u64 *r = s->random, result = r[1] * 5, t = r[1] << 17;
    result = ((result << 7) | (result >> 57)) * 9;
    r[2] ^= r[0]; r[3] ^= r[1]; r[1] ^= r[2]; r[0] ^= r[3]; r[2] ^= t;
    r[3] = (r[3] << 45) | (r[3] >> 19);
    return result;
}

static int below(Search *s, int n) { return (int)(((dice(s) >> 32) * (u64)n) >> 32); }

static int fits(const Search *s, const i64 *load) {
    for (int d = 0; d < s->p.dims; d++)
        if (load[d] > s->p.capacity[d]) return 0;
    return 1;
}

static i64 load_of(const Search *s, int i, int d) { return s->p.load[(i64)i * s->p.dims + d]; }

/* Whether batch b still fits with order `in` and without order `out`; -1 is none. */
static int fits_with(const Search *s, int b, int in, int out) {
    const Batch *batch = s->batch + b;
    for (int d = 0; d < s->p.dims; d++) {
        i64 more = (in >= 0 ? load_of(s, in, d) : 0) - (out >= 0 ? load_of(s, out, d) : 0);
        if (more > 0 && batch->load[d] + more > s->p.capacity[d]) return 0;
    }
    return 1;
}

/* The cost of batch b with order `in` and without order `out`; -1 is none. */
static i64 cost_with(Search *s, int b, int in, int out) {
    const Batch *batch = s->batch + b;
    u64 key = batch->key;
    if (in >= 0) key ^= s->p.name[in];
    if (out >= 0) key ^= s->p.name[out];
    int m = 0, *who = s->some;
    Known *known = s->p.known + (key & s->p.known_mask);
    if (known->key == key) return known->cost;
    for (int i = 0; i < batch->m; i++)
        if (batch->who[i] != out) who[m++] = batch->who[i];
    if (in >= 0) who[m++] = in;
    return cost_of(&s->p, who, m, key);
}

static void put(Search *s, int b, int i) {
    Batch *batch = s->batch + b;
    if (batch->m == batch->room) {
        batch->room = batch->room ? 2 * batch->room : 8;
        batch->who = realloc(batch->who, sizeof(int) * (size_t)batch->room);
    }
    s->in[i] = b;
    s->at[i] = batch->m;
    batch->who[batch->m++] = i;
    batch->key ^= s->p.name[i];
    for (int d = 0; d < s->p.dims; d++) batch->load[d] += load_of(s, i, d);
}

static void take(Search *s, int i) {
    Batch *batch = s->batch + s->in[i];
    int last = batch->who[--batch->m];
    batch->who[s->at[i]] = last;
    s->at[last] = s->at[i];
    batch->key ^= s->p.name[i];
    for (int d = 0; d < s->p.dims; d++) batch->load[d] -= load_of(s, i, d);
}

/* Close the hole that an emptied batch leaves. */
static void tidy(Search *s, int b) {
    Batch *batch = s->batch;
    if (b >= s->batches || batch[b].m) return;
    int last = --s->batches;
    if (b == last) return;
    Batch empty = batch[b];
    batch[b] = batch[last];
    batch[last] = empty;
    for (int k = 0; k < batch[b].m; k++) s->in[batch[b].who[k]] = b;
}

static void remember(Search *s) {
    if (s->cost >= s->best_cost) return;
    s->best_cost = s->cost;
    s->best_batches = s->batches;
    memcpy(s->best, s->in, sizeof(int) * (size_t)s->p.n);
}

static int accepted(Search *s, i64 more, double heat) {
    return more <= 0 || (double)more < heat * s->chill[dice(s) >> 52];
}

/* An order that may go well with i: mostly one of its neighbours, at times any. */
static int partner(Search *s, int i) {
    if (!s->nears || below(s, 16) == 0) return below(s, s->p.n);
    return s->near[(i64)i * s->nears + below(s, s->nears)];
}

static void shift(Search *s, double heat) {
    int i = below(s, s->p.n), j = partner(s, i), a = s->in[i], b = s->in[j];
    if (below(s, 64) == 0) b = s->batches;
    if (a == b || (b == s->batches && s->batch[a].m == 1) || !fits_with(s, b, i, -1)) return;
    i64 without = cost_with(s, a, -1, i), with = cost_with(s, b, i, -1);
    if (with >= NEVER || without >= NEVER) return;
    i64 more = without + with - s->batch[a].cost - s->batch[b].cost;
    if (!accepted(s, more, heat)) return;
    take(s, i);
    put(s, b, i);
    if (b == s->batches) s->batches++;
    s->batch[a].cost = without;
    s->batch[b].cost = with;
    s->cost += more;
    tidy(s, a);
    remember(s);
}

static void swap(Search *s, double heat) {
    int i = below(s, s->p.n), j = partner(s, i), a = s->in[i], b = s->in[j];
    if (a == b) return;
    /* j's neighbour is best beside i, so another of j's batch goes */
    if (s->nears) { j = s->batch[b].who[below(s, s->batch[b].m)]; }
    if (!fits_with(s, a, j, i) || !fits_with(s, b, i, j)) return;
    i64 one = cost_with(s, a, j, i), two = cost_with(s, b, i, j);
    if (one >= NEVER || two >= NEVER) return;
    i64 more = one + two - s->batch[a].cost - s->batch[b].cost;
    if (!accepted(s, more, heat)) return;
    take(s, i);
    take(s, j);
    put(s, a, j);
    put(s, b, i);
    s->batch[a].cost = one;
    s->batch[b].cost = two;
    s->cost += more;
    remember(s);
}

enum { RUINED = 4, TAKEN = 10 };

/* Take some orders out of two to four batches, and put each back where it costs least; undone unless accepted. */
static void ruin(Search *s, double heat) {
    int hit[RUINED], hits = 0, out = 0, *taken = s->order, home[TAKEN];
    int seed = below(s, s->p.n), want = 2 + below(s, RUINED - 1), tries = 0;
    i64 was = 0, now = 0;
    hit[hits++] = s->in[seed];
    while (hits < want && tries++ < 8) {
        int b = s->in[partner(s, seed)], known = 0;
        for (int k = 0; k < hits; k++) known |= hit[k] == b;
        if (!known) hit[hits++] = b;
    }
    if (hits < 2) return;
    int limit = 3 + below(s, TAKEN - 2);
    for (int k = 0; k < hits; k++) was += s->batch[hit[k]].cost;
    for (int k = 0; k < hits && out < limit; k++) {
        int pull = below(s, s->batch[hit[k]].m + 1);
        for (; pull > 0 && out < limit; pull--) {
            int i = s->batch[hit[k]].who[below(s, s->batch[hit[k]].m)];
            home[out] = hit[k];
            taken[out++] = i;
            take(s, i);
        }
    }
    for (int k = 0; k < hits; k++) s->batch[hit[k]].cost = cost_with(s, hit[k], -1, -1);
    int turn[TAKEN], rule = below(s, 3);
    for (int k = 0; k < out; k++) { /* in which order they go back: the largest first, or as it comes */
        int at = k;
        turn[k] = k;
        if (rule == 0) continue;
        while (at > 0 && load_of(s, taken[turn[at - 1]], 0) < load_of(s, taken[k], 0)) { turn[at] = turn[at - 1]; at--; }
        turn[at] = k;
    }
    int failed = 0, put_back = 0, fresh = s->batches;
    for (int t = 0; t < out; t++) {
        int i = taken[turn[t]], to = -1;
        i64 best = NEVER, then = 0;
        for (int k = 0; k <= hits; k++) {
            int b = k < hits ? hit[k] : fresh;
            if (k == hits && to >= 0 && below(s, 16)) break; /* a new batch where nothing else fits, and at times */
            if (k < hits && below(s, 32) == 0) continue;     /* at times blind */
            if (!fits_with(s, b, i, -1)) continue;
            i64 with = cost_with(s, b, i, -1);
            if (with < NEVER && with - s->batch[b].cost < best) { best = with - s->batch[b].cost; then = with; to = b; }
        }
        if (to < 0) { failed = 1; break; }
        put(s, to, i);
        s->batch[to].cost = then;
        put_back++;
    }
    for (int k = 0; k < hits; k++) now += s->batch[hit[k]].cost;
    now += s->batch[fresh].cost;
    if (!failed && accepted(s, now - was, heat)) {
        s->cost += now - was;
        if (s->batch[fresh].m) s->batches++;
        for (int b = s->batches - 1; b >= 0; b--) tidy(s, b);
        remember(s);
        return;
    }
    for (int t = 0; t < put_back; t++) take(s, taken[turn[t]]);
    for (int t = 0; t < out; t++) put(s, home[t], taken[t]);
    for (int k = 0; k < hits; k++) s->batch[hit[k]].cost = cost_with(s, hit[k], -1, -1);
    s->batch[fresh].cost = 0;
}

#endif
