/* What a search knows of its orders, and what one batch of them costs. Everything a batch costs depends on the set of
 * its orders alone, so a cost once reckoned is kept in a table under the set's fingerprint.
 */
#ifndef WAREHOUSE_PROBLEM_H
#define WAREHOUSE_PROBLEM_H

#include <stdlib.h>
#include <string.h>

#include "route.h"

typedef struct { u64 key; i64 cost; } Known;

typedef struct {
    Block block;
    int n, dims, spreads, crews, grouped;
    const u64 *stops;              /* [n * aisles * words] */
    const i64 *load, *capacity;    /* [n * dims], [dims] */
    const u64 *kind, *shuns;       /* [n] incompatible goods: kinds an order has, kinds it must not travel with */
    const u64 *skill, *crew;       /* [n] skills an order asks for; [crews] skills each person has */
    const u64 *zone;               /* [n] zones an order leads to */
    i64 zone_fee;                  /* for each zone of a batch beyond the first */
    const i64 *value, *slack, *fee; /* [n * spreads] due time, rank: difference inside a batch beyond slack costs fee */
    /* other walks than through one block: stops of an order as numbers, ways between any two, 0 is the depot */
    int places;
    const i64 *way;                /* [places * places], or NULL: one block */
    const int *stop, *stop_from;   /* stops of order i: stop[stop_from[i]] .. stop[stop_from[i + 1]] */
    /* own memory */
    u64 *name;                     /* [n] fingerprints */
    Known *known;
    u64 known_mask;
    u64 *stood;                    /* [aisles * words] */
    int *tour, *mark, marked;
    i64 walks;                     /* how many walks were reckoned */
} Problem;

static u64 scatter(u64 *state) { /* splitmix64 */
    u64 z = (*state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

static i64 way(const Problem *p, int a, int b) { return p->way[(i64)a * p->places + b]; }

/* Shorten a round walk by turning pieces round and by moving pieces of up to three stops, until neither helps. */
static void shorten(const Problem *p, int *tour, int m) {
    int better = 1;
    for (int round = 0; better && round < 60; round++) {
        better = 0;
        for (int i = 1; i < m - 1; i++)
            for (int k = i + 1; k < m; k++) {
                int a = tour[i - 1], b = tour[i], c = tour[k], d = tour[(k + 1) % m];
                i64 gain = way(p, a, b) + way(p, c, d) - way(p, a, c) - way(p, b, d);
                for (int t = i; gain > 0 && t < k; t++) gain += way(p, tour[t], tour[t + 1]) - way(p, tour[t + 1], tour[t]);
                if (gain <= 0) continue;
                for (int l = i, r = k; l < r; l++, r--) { int t = tour[l]; tour[l] = tour[r]; tour[r] = t; }
                better = 1;
            }
        for (int size = 1; size <= 3; size++)
            for (int i = 1; i + size <= m; i++) {
                int head = tour[i], tail = tour[i + size - 1], before = tour[i - 1], after = tour[(i + size) % m];
                i64 saved = way(p, before, head) + way(p, tail, after) - way(p, before, after), best = 0;
                int to = -1;
                if (saved <= 0) continue;
                for (int k = 0; k < m; k++) {
                    if (k >= i - 1 && k < i + size) continue;
                    int l = tour[k], r = tour[(k + 1) % m];
                    i64 gain = saved - way(p, l, head) - way(p, tail, r) + way(p, l, r);
                    if (gain > best) { best = gain; to = k; }
                }
                if (to < 0) continue;
                int piece[3];
                memcpy(piece, tour + i, sizeof(int) * (size_t)size);
                if (to < i) {
                    memmove(tour + to + 1 + size, tour + to + 1, sizeof(int) * (size_t)(i - to - 1));
                    memcpy(tour + to + 1, piece, sizeof(int) * (size_t)size);
                } else {
                    memmove(tour + i, tour + i + size, sizeof(int) * (size_t)(to - i - size + 1));
                    memcpy(tour + to - size + 1, piece, sizeof(int) * (size_t)size);
                }
                better = 1;
            }
    }
}

/* The length of a good round walk by ways between places: cheapest insertion, farthest first, then shortened. */
static i64 walk_by_ways(Problem *p, const int *who, int m) {
    int count = 1, *tour = p->tour, *todo = p->tour + p->places;
    int left = 0;
    p->marked++;
    for (int i = 0; i < m; i++)
        for (int s = p->stop_from[who[i]]; s < p->stop_from[who[i] + 1]; s++)
            if (p->mark[p->stop[s]] != p->marked) { p->mark[p->stop[s]] = p->marked; todo[left++] = p->stop[s]; }
    tour[0] = 0;
    for (int i = 0; i < left; i++) { /* by number, so that the order of the orders changes nothing */
        int k = i, t = todo[i];
        while (k > 0 && todo[k - 1] > t) { todo[k] = todo[k - 1]; k--; }
        todo[k] = t;
    }
    while (left) {
        int pick = 0;
        for (int i = 1; i < left; i++)
            if (way(p, 0, todo[i]) + way(p, todo[i], 0) > way(p, 0, todo[pick]) + way(p, todo[pick], 0)) pick = i;
        int stop = todo[pick], to = 0;
        todo[pick] = todo[--left];
        i64 best = NEVER;
        for (int k = 0; k < count; k++) {
            int l = tour[k], r = tour[(k + 1) % count];
            i64 more = way(p, l, stop) + way(p, stop, r) - (count > 1 ? way(p, l, r) : 0);
            if (more < best) { best = more; to = k; }
        }
        memmove(tour + to + 2, tour + to + 1, sizeof(int) * (size_t)(count - to - 1));
        tour[to + 1] = stop;
        count++;
    }
    if (count > 3) shorten(p, tour, count);
    i64 length = 0;
    for (int k = 0; k < count; k++) length += way(p, tour[k], tour[(k + 1) % count]);
    return count > 1 ? length : 0;
}

static i64 walk_of(Problem *p, const int *who, int m) {
    p->walks++;
    if (p->way) return walk_by_ways(p, who, m);
    int size = p->block.aisles * p->block.words;
    u64 any = 0, *stood = p->stood;
    memset(stood, 0, sizeof(u64) * (size_t)size);
    for (int i = 0; i < m; i++) {
        const u64 *stops = p->stops + (i64)who[i] * size;
        for (int k = 0; k < size; k++) stood[k] |= stops[k];
    }
    for (int k = 0; k < size; k++) any |= stood[k];
    if (!any) return 0;
    for (int k = 0; k < size; k++) stood[k] |= p->block.depot[k];
    return walk(&p->block, stood);
}

/* NEVER where the orders may not travel together, whatever the room; else what the batch is charged beyond its walk. */
static i64 charge(const Problem *p, const int *who, int m) {
    u64 kinds = 0, shunned = 0, skills = 0, zones = 0;
    i64 extra = 0;
    if (!p->grouped) return 0;
    for (int i = 0; i < m; i++) {
        kinds |= p->kind[who[i]]; shunned |= p->shuns[who[i]];
        skills |= p->skill[who[i]]; zones |= p->zone[who[i]];
    }
    if (kinds & shunned) return NEVER;
    if (p->crews && skills) {
        int able = 0;
        for (int c = 0; c < p->crews && !able; c++) able = !(skills & ~p->crew[c]);
        if (!able && m > 1) return NEVER; /* alone it must go, whoever is fetched for it */
    }
    if (p->zone_fee) extra += p->zone_fee * most(0, __builtin_popcountll(zones) - 1);
    for (int d = 0; d < p->spreads; d++) {
        i64 low = NEVER, high = -NEVER;
        for (int i = 0; i < m; i++) {
            i64 value = p->value[(i64)who[i] * p->spreads + d];
            if (value <= -NEVER) continue; /* none */
            low = least(low, value); high = most(high, value);
        }
        if (high - low > p->slack[d] && low < NEVER) extra += p->fee[d] * (high - low - p->slack[d]);
    }
    return extra;
}

/* What a batch of these orders costs; `key` is the fingerprint of the set. */
static i64 cost_of(Problem *p, const int *who, int m, u64 key) {
    if (!m) return 0;
    Known *known = p->known + (key & p->known_mask);
    if (known->key == key) return known->cost;
    i64 extra = charge(p, who, m);
    i64 cost = extra >= NEVER ? NEVER : extra + walk_of(p, who, m);
    known->key = key;
    known->cost = cost;
    return cost;
}

#endif
