#include "sync/lane_board.h"

#include <algorithm>

#include "sync/values.h"

namespace every::sync {

template <class Ready>
bool LaneBoard::wait(const Ready& ready) {
  std::unique_lock lock(mutex_);
  return tasks_.wait_until(lock, moved_, stop_, ready) && !stop_.stop_requested();
}

LaneBoard::Reach LaneBoard::reach(ObjectType type) {
  const std::lock_guard lock(mutex_);
  return types_[type].reach;
}

void LaneBoard::listed(ObjectType type, std::int64_t count, const std::string& upto) {
  {
    const std::lock_guard lock(mutex_);
    types_[type].reach.listed = count;
    types_[type].reach.upto = upto;
  }
  moved_.notify_all();
}

void LaneBoard::far_read(ObjectType type, std::int64_t count, const std::string& low) {
  {
    const std::lock_guard lock(mutex_);
    types_[type].reach.far = count;
    types_[type].reach.far_low = low;
  }
  moved_.notify_all();
}

void LaneBoard::finish(ObjectType type, bool off) {
  {
    const std::lock_guard lock(mutex_);
    Type& here = types_[type];
    here.reach.finished = true;
    here.reach.off = off;
    here.expected = here.reach.listed + here.reach.far;
  }
  moved_.notify_all();
}

void LaneBoard::unordered(ObjectType type) {
  const std::lock_guard lock(mutex_);
  types_[type].reach.in_order = false;
}

bool LaneBoard::meets(ObjectType type, const std::string& id) {
  const std::lock_guard lock(mutex_);
  const Reach& reach = types_[type].reach;
  return reach.in_order && !reach.far_low.empty() && !id_less(id, reach.far_low);
}

void LaneBoard::asks(ObjectType type, std::vector<std::string> properties) {
  {
    const std::lock_guard lock(mutex_);
    types_[type].asked = std::move(properties);
  }
  moved_.notify_all();
}

std::optional<std::vector<std::string>> LaneBoard::wait_asked(ObjectType type) {
  if (!wait([&, type] { return types_[type].asked || types_[type].reach.finished; })) return std::nullopt;
  const std::lock_guard lock(mutex_);
  return types_[type].reach.finished ? std::nullopt : types_[type].asked;
}

bool LaneBoard::wait_read(ObjectType type, std::int64_t near, std::int64_t far, std::int64_t batch) {
  return wait([&, type] {
    const Reach& reach = types_[type].reach;
    return reach.finished || (!reach.upto.empty() && reach.listed >= near + batch) ||
           reach.far >= far + batch;
  });
}

bool LaneBoard::wait_finished(ObjectType type) {
  return wait([&, type] { return types_[type].reach.finished; });
}

void LaneBoard::expect(ObjectType type, std::int64_t total) {
  const std::lock_guard lock(mutex_);
  types_[type].expected = total;
}

bool LaneBoard::counted(ObjectType type) {
  const std::lock_guard lock(mutex_);
  return types_[type].expected.has_value();
}

std::int64_t LaneBoard::expected(ObjectType type) {
  const std::lock_guard lock(mutex_);
  return std::max(types_[type].expected.value_or(0), types_[type].reach.listed);
}

std::int64_t LaneBoard::left(ObjectType type) {
  const std::lock_guard lock(mutex_);
  const Type& here = types_[type];
  return std::max<std::int64_t>(here.expected.value_or(0) - here.reach.listed - here.reach.far, 0);
}

void LaneBoard::read_by(int lanes) {
  const std::lock_guard lock(mutex_);
  reading_ = lanes;
}

void LaneBoard::lane_ended() {
  {
    const std::lock_guard lock(mutex_);
    --reading_;
  }
  moved_.notify_all();
}

void LaneBoard::due(std::size_t contacts) {
  {
    const std::lock_guard lock(mutex_);
    due_ += static_cast<std::int64_t>(contacts);
  }
  moved_.notify_all();
}

bool LaneBoard::wait_due(std::int64_t at_least) {
  if (!wait([&] { return due_ >= at_least || reading_ == 0; })) return false;
  const std::lock_guard lock(mutex_);
  due_ = 0;
  return reading_ > 0;
}

}  // namespace every::sync
