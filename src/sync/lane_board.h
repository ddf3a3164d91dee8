// What the lanes of a load tell each other: how far each type is read, from its near end (the list) and from
// its far end (the search lane), and what that means for those who follow. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/tasks.h"
#include "sync/source.h"

namespace every::sync {

class LaneBoard {
 public:
  LaneBoard(Tasks& tasks, std::stop_token stop) : tasks_(tasks), stop_(std::move(stop)) {}

  struct Reach {
    std::int64_t listed = 0;  // records of the list so far
    std::string upto;         // the last of them; "" until this process has read a page
    std::int64_t far = 0;     // records read from the far end
    std::string far_low;      // every record from this id on is among them, as far as the index knows it
    bool finished = false, off = false, in_order = true;
  };
  Reach reach(ObjectType type);

  // After the commit.
  void listed(ObjectType type, std::int64_t count, const std::string& upto);
  void far_read(ObjectType type, std::int64_t count, const std::string& low);
  void finish(ObjectType type, bool off);  // off: a scope is missing, there is nothing to follow
  void unordered(ObjectType type);  // a page did not ascend: followers must begin again when the list is done
  // Whether a list that ends with this id has met the far end.
  bool meets(ObjectType type, const std::string& id);

  // What is asked for of a type, once the list lane knows it. nullopt: it is off, or the run is ending.
  void asks(ObjectType type, std::vector<std::string> properties);
  std::optional<std::vector<std::string>> wait_asked(ObjectType type);

  // Waits until more than `near` + `batch` records are listed, or `far` + `batch` are read from the far end,
  // or the list is done. False: the run is ending.
  bool wait_read(ObjectType type, std::int64_t near, std::int64_t far, std::int64_t batch);
  bool wait_finished(ObjectType type);

  // Records that a count or a list said there are; as long as nobody has said, 0.
  void expect(ObjectType type, std::int64_t total);
  bool counted(ObjectType type);  // whether anybody has
  std::int64_t expected(ObjectType type);
  std::int64_t left(ObjectType type);  // expected and read from neither end

  // The review, which follows all lanes that read. `due`: so many contacts were noted. wait_due is false once
  // every lane has ended, or when the run is ending.
  void read_by(int lanes);
  void lane_ended();
  void due(std::size_t contacts);
  bool wait_due(std::int64_t at_least);

 private:
  struct Type {
    Reach reach;
    std::optional<std::int64_t> expected;
    std::optional<std::vector<std::string>> asked;
  };
  template <class Ready>
  bool wait(const Ready& ready);

  Tasks& tasks_;
  std::stop_token stop_;
  std::mutex mutex_;
  Signal moved_;
  std::map<ObjectType, Type> types_;
  int reading_ = 0;
  std::int64_t due_ = 0;
};

}  // namespace every::sync
