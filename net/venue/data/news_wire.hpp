// News about the listed assets, made from a seed: one article in each five minutes of market time,
// at a second of its own. Which one it is depends on the seed, the listed symbols and the time
// only, so that a stream and every page of history tell the same articles, however long ago.
#pragma once

#include "net/venue/data/news_item.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace troupe::net::venue {

class news_wire {
public:
  static constexpr trading::time_ns slot_ns = 5 * trading::minute_ns;
  // What is served of the past: no further back, so that a query looks at 8,640 articles at most.
  static constexpr trading::time_ns reach_ns = 30 * trading::day_ns;

  // Without symbols there are no news.
  news_wire(std::vector<trading::symbol> symbols, std::uint64_t seed);

  // The article of a slot; its number is the article's id.
  news_item article(std::int64_t slot) const;
  // Those told after `after_ns` and up to `until_ns`, the oldest first, reach_ns back at most.
  std::vector<news_item> told_between(trading::time_ns after_ns, trading::time_ns until_ns) const;

  struct query {
    trading::time_ns first_ns = 0; // both inclusive
    trading::time_ns last_ns = 0;
    std::vector<trading::symbol> symbols; // none is any
    bool ascending = false;
    bool only_with_content = false;
    std::int64_t after_id = 0; // of the last article that was served; 0 is none
    std::size_t limit = 10;
  };
  struct page {
    std::vector<news_item> articles;
    bool more = false;
  };
  page find(const query& asked, trading::time_ns now) const;

private:
  std::vector<trading::symbol> symbols_;
  std::uint64_t seed_;
};

} // namespace troupe::net::venue
