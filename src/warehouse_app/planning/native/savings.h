/* The first plans of a search: orders side by side on carts as they lie in the warehouse, neighbours, and savings.
 *
 * Each is done in parts, so that whoever waits can be answered between them.
 */
#ifndef WAREHOUSE_SAVINGS_H
#define WAREHOUSE_SAVINGS_H

#include "search.h"

typedef struct { i64 saved; int a, b, of_a, of_b; } Pair;

typedef struct {
    Pair *pair;
    int pairs, room;
    int *version, *into; /* of batches, by the order they began with */
} Savings;

static void clear(Search *s) {
    for (int b = 0; b <= s->p.n; b++) {
        s->batch[b].m = 0;
        s->batch[b].cost = 0;
        s->batch[b].key = 0;
        memset(s->batch[b].load, 0, sizeof(i64) * (size_t)s->p.dims);
    }
    s->batches = 0;
    s->cost = 0;
}

/* Set each order into the batch given for it; the best so far is forgotten. False where a batch may not be so. */
static int set_plan(Search *s, const int *in) {
    clear(s);
    for (int i = 0; i < s->p.n; i++) {
        if (in[i] < 0 || in[i] >= s->p.n) return 0;
        if (in[i] >= s->batches) s->batches = in[i] + 1;
        put(s, in[i], i);
    }
    for (int b = s->batches - 1; b >= 0; b--) tidy(s, b);
    for (int b = 0; b < s->batches; b++) {
        s->batch[b].cost = cost_with(s, b, -1, -1);
        if (s->batch[b].cost >= NEVER || !fits(s, s->batch[b].load)) return 0;
        s->cost += s->batch[b].cost;
    }
    return 1;
}

/* Fill cart after cart in the order given: a usable plan at once. */
static void fill(Search *s, const int *queue) {
    clear(s);
    for (int k = 0; k < s->p.n; k++) {
        int i = queue[k], b = s->batches - 1;
        i64 with = NEVER;
        if (b >= 0 && fits_with(s, b, i, -1)) with = cost_with(s, b, i, -1);
        if (with >= NEVER) { b = s->batches++; with = cost_with(s, b, i, -1); }
        put(s, b, i);
        s->batch[b].cost = with;
    }
    for (int b = 0; b < s->batches; b++) s->cost += s->batch[b].cost;
    remember(s);
}

static i64 saved_by(Search *s, int i, int j) {
    int both[2] = {i, j};
    u64 a = s->p.name[i], b = s->p.name[j];
    i64 joint = cost_of(&s->p, both, 2, a ^ b);
    if (joint >= NEVER) return -NEVER;
    return cost_of(&s->p, both, 1, a) + cost_of(&s->p, both + 1, 1, b) - joint;
}

/* Find the neighbours of the orders at queue[from..to): those within `reach` of them whose company saves most. */
static void find_near(Search *s, const int *queue, int from, int to, int reach) {
    i64 *gain = malloc(sizeof(i64) * (size_t)s->nears);
    for (int k = from; k < to; k++) {
        int i = queue[k], found = 0, *near = s->near + (i64)i * s->nears;
        int low = k - reach, high = k + reach;
        if (low < 0) { high -= low; low = 0; }
        if (high >= s->p.n) { low -= high - s->p.n + 1; high = s->p.n - 1; }
        if (low < 0) low = 0;
        for (int l = low; l <= high; l++) {
            int j = queue[l];
            if (j == i) continue;
            i64 saved = saved_by(s, i, j);
            if (found == s->nears && saved <= gain[found - 1]) continue;
            int at = found < s->nears ? found++ : found - 1;
            for (; at > 0 && gain[at - 1] < saved; at--) { gain[at] = gain[at - 1]; near[at] = near[at - 1]; }
            gain[at] = saved;
            near[at] = j;
        }
        for (; found < s->nears; found++) { near[found] = near[0]; gain[found] = gain[0]; }
    }
    free(gain);
}

static int before(const Pair *a, const Pair *b) {
    if (a->saved != b->saved) return a->saved > b->saved;
    return a->a != b->a ? a->a < b->a : a->b < b->b;
}

static void push(Savings *v, Pair pair) {
    if (v->pairs == v->room) {
        v->room = v->room ? 2 * v->room : 1024;
        v->pair = realloc(v->pair, sizeof(Pair) * (size_t)v->room);
    }
    int at = v->pairs++;
    while (at && before(&pair, v->pair + (at - 1) / 2)) { v->pair[at] = v->pair[(at - 1) / 2]; at = (at - 1) / 2; }
    v->pair[at] = pair;
}

static Pair pop(Savings *v) {
    Pair top = v->pair[0], last = v->pair[--v->pairs];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= v->pairs) break;
        if (child + 1 < v->pairs && before(v->pair + child + 1, v->pair + child)) child++;
        if (!before(v->pair + child, &last)) break;
        v->pair[at] = v->pair[child];
        at = child;
    }
    if (v->pairs) v->pair[at] = last;
    return top;
}

static int root(Savings *v, int i) {
    while (v->into[i] != i) i = v->into[i] = v->into[v->into[i]];
    return i;
}

static void start_savings(Search *s, Savings *v) {
    int n = s->p.n;
    clear(s);
    v->pairs = 0;
    for (int i = 0; i < n; i++) {
        put(s, i, i);
        s->batch[i].cost = cost_with(s, i, -1, -1);
        s->cost += s->batch[i].cost;
        v->into[i] = i;
        v->version[i] = 0;
    }
    s->batches = n;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < s->nears; k++) {
            int j = s->near[(i64)i * s->nears + k];
            i64 saved = saved_by(s, i, j);
            if (saved > 0) push(v, (Pair){saved, i < j ? i : j, i < j ? j : i, 0, 0});
        }
}

/* Join the two batches whose joining saves most, again and again, with the true walk of what has grown together; true
 * when nothing is left to join. Here batch b is the one that order b began. */
static int join_some(Search *s, Savings *v, int tries) {
    while (v->pairs && tries-- > 0) {
        Pair top = pop(v);
        int a = root(v, top.a), b = root(v, top.b);
        if (a == b) continue;
        if (a > b) { int t = a; a = b; b = t; }
        int fresh = a == top.a && b == top.b && v->version[a] == top.of_a && v->version[b] == top.of_b;
        Batch *one = s->batch + a, *two = s->batch + b;
        int room = 1;
        for (int d = 0; d < s->p.dims; d++) room &= one->load[d] + two->load[d] <= s->p.capacity[d];
        if (!room) continue;
        memcpy(s->some, one->who, sizeof(int) * (size_t)one->m);
        memcpy(s->some + one->m, two->who, sizeof(int) * (size_t)two->m);
        i64 joint = cost_of(&s->p, s->some, one->m + two->m, one->key ^ two->key);
        if (joint >= NEVER) continue;
        i64 saved = one->cost + two->cost - joint;
        if (saved <= 0) continue;
        if (!fresh) { push(v, (Pair){saved, a, b, v->version[a], v->version[b]}); continue; }
        while (two->m) { int i = two->who[0]; take(s, i); put(s, a, i); }
        two->cost = 0;
        one->cost = joint;
        s->cost -= saved;
        v->into[b] = a;
        v->version[a]++;
    }
    if (v->pairs) return 0;
    for (int b = s->p.n - 1; b >= 0; b--) tidy(s, b);
    remember(s);
    return 1;
}

#endif
