#include "runtime/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <variant>

namespace troupe::runtime {

namespace {

constexpr double ns_per_second = 1e9;

using source = std::function<std::vector<metric_sample>()>;

template <class Instrument>
using instruments = std::map<metric_labels, std::unique_ptr<Instrument>>;

struct family {
  std::string help;
  prometheus::MetricType type = prometheus::MetricType::Untyped;
  std::variant<instruments<counter>, instruments<gauge>, instruments<histogram>, source> content;
};

prometheus::ClientMetric labelled(const metric_labels& labels) {
  prometheus::ClientMetric metric;
  for (const auto& [name, value] : labels) {
    metric.label.push_back({name, value});
  }
  return metric;
}

prometheus::ClientMetric exported(const metric_labels& labels, prometheus::MetricType type,
                                  double value) {
  auto metric = labelled(labels);
  metric.counter.value = type == prometheus::MetricType::Counter ? value : 0;
  metric.gauge.value = type == prometheus::MetricType::Gauge ? value : 0;
  return metric;
}

prometheus::ClientMetric exported(const metric_labels& labels, const histogram& observed) {
  const auto reading = observed.read();
  auto metric = labelled(labels);
  std::uint64_t cumulative = 0;
  for (std::size_t bucket = 0; bucket < reading.counts.size(); ++bucket) {
    cumulative += reading.counts[bucket];
    const double bound =
        bucket < histogram::bounded_buckets
            ? static_cast<double>(histogram::upper_bound_ns(bucket)) / ns_per_second
            : std::numeric_limits<double>::infinity();
    metric.histogram.bucket.push_back({cumulative, bound});
  }
  metric.histogram.sample_count = cumulative;
  metric.histogram.sample_sum = static_cast<double>(reading.sum_ns) / ns_per_second;
  return metric;
}

} // namespace

void histogram::observe_ns(std::int64_t duration_ns) {
  const auto duration = static_cast<std::uint64_t>(std::max<std::int64_t>(duration_ns, 0));
  const std::uint64_t above_first = duration == 0 ? 0 : (duration - 1) >> 8;
  const auto bucket = std::min<std::size_t>(std::bit_width(above_first), bounded_buckets);
  counts_[bucket].fetch_add(1, std::memory_order_relaxed);
  sum_ns_.fetch_add(static_cast<std::int64_t>(duration), std::memory_order_relaxed);
}

histogram::reading histogram::read() const {
  reading now;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    now.counts[bucket] = counts_[bucket].load(std::memory_order_relaxed);
    now.total += now.counts[bucket];
  }
  now.sum_ns = sum_ns_.load(std::memory_order_relaxed);
  return now;
}

std::int64_t histogram::reading::percentile_ns(std::uint32_t percent) const {
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < counts.size() && total > 0; ++bucket) {
    seen += counts[bucket];
    if (seen * 100 >= total * percent && seen > 0) {
      return upper_bound_ns(std::min(bucket, bounded_buckets - 1));
    }
  }
  return 0;
}

struct metrics::registry {
  std::mutex mutex;
  std::map<std::string, family> families;

  template <class Content>
  Content& content_of(const std::string& name, const std::string& help,
                      prometheus::MetricType type) {
    const auto [place, added] = families.try_emplace(name, family{help, type, Content{}});
    auto* const content = std::get_if<Content>(&place->second.content);
    if (content == nullptr || place->second.type != type) {
      throw std::logic_error{"metric " + name + " is already registered as another kind"};
    }
    return *content;
  }

  template <class Instrument>
  Instrument& make(const std::string& name, const std::string& help, prometheus::MetricType type,
                   const metric_labels& labels) {
    const std::lock_guard lock{mutex};
    auto& place = content_of<instruments<Instrument>>(name, help, type)[labels];
    if (!place) {
      place = std::make_unique<Instrument>();
    }
    return *place;
  }
};

metrics::metrics() : registry_(std::make_unique<registry>()) {}
metrics::~metrics() = default;

counter& metrics::make_counter(const std::string& name, const std::string& help,
                               const metric_labels& labels) {
  return registry_->make<counter>(name, help, prometheus::MetricType::Counter, labels);
}

gauge& metrics::make_gauge(const std::string& name, const std::string& help,
                           const metric_labels& labels) {
  return registry_->make<gauge>(name, help, prometheus::MetricType::Gauge, labels);
}

histogram& metrics::make_histogram(const std::string& name, const std::string& help,
                                   const metric_labels& labels) {
  return registry_->make<histogram>(name, help, prometheus::MetricType::Histogram, labels);
}

void metrics::make_source(metric_kind kind, const std::string& name, const std::string& help,
                          std::function<std::vector<metric_sample>()> read) {
  const auto type = kind == metric_kind::counter ? prometheus::MetricType::Counter
                                                 : prometheus::MetricType::Gauge;
  const std::lock_guard lock{registry_->mutex};
  auto& place = registry_->content_of<source>(name, help, type);
  if (!place) {
    place = std::move(read);
    return;
  }
  place = [earlier = std::move(place), read = std::move(read)] {
    auto samples = earlier();
    std::ranges::move(read(), std::back_inserter(samples));
    return samples;
  };
}

void metrics::watch_mailboxes(const std::string& lane, mailbox_roster& roster) {
  make_source(
      metric_kind::gauge, "troupe_mailbox_depth", "Messages that wait in an actor's mailbox",
      [&roster] {
        std::vector<metric_sample> samples;
        for (const auto& mailbox : roster.snapshot()) {
          samples.push_back({{{"actor", mailbox.actor}, {"lane", mailbox.lane}}, mailbox.depth});
        }
        return samples;
      });
  make_source(metric_kind::counter, "troupe_mailbox_dropped_total",
              "Messages to actors of the lane that had ended", [lane, &roster] {
                return std::vector<metric_sample>{
                    {{{"lane", lane}}, static_cast<std::int64_t>(roster.dropped())}};
              });
}

std::string metrics::expose() const {
  std::vector<prometheus::MetricFamily> exposed;
  const std::lock_guard lock{registry_->mutex};
  for (const auto& [name, content] : registry_->families) {
    prometheus::MetricFamily target{name, content.help, content.type, {}};
    const auto add = [&]<class Content>(const Content& read) {
      if constexpr (std::is_same_v<Content, source>) {
        for (const auto& [labels, value] : read()) {
          target.metric.push_back(exported(labels, content.type, static_cast<double>(value)));
        }
      } else {
        for (const auto& [labels, instrument] : read) {
          if constexpr (std::is_same_v<Content, instruments<histogram>>) {
            target.metric.push_back(exported(labels, *instrument));
          } else {
            target.metric.push_back(
                exported(labels, content.type, static_cast<double>(instrument->value())));
          }
        }
      }
    };
    std::visit(add, content.content);
    exposed.push_back(std::move(target));
  }
  return prometheus::TextSerializer{}.Serialize(exposed);
}

} // namespace troupe::runtime
