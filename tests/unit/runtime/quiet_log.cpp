// Keeps the log of what the tests provoke out of their output.
#include "runtime/log.hpp"

#include <gtest/gtest.h>

namespace {

class quiet_log : public testing::Environment {
public:
  void SetUp() override {
    const auto opened =
        troupe::runtime::log::open({.lowest = troupe::runtime::log::level::critical});
    ASSERT_TRUE(opened);
  }
  void TearDown() override { troupe::runtime::log::close(); }
};

[[maybe_unused]] const auto* const registered = testing::AddGlobalTestEnvironment(new quiet_log);

} // namespace
