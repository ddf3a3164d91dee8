// The values of one record exactly as HubSpot sent them; null stays null. Nothing is parsed here.
//
// Names and values lie in one piece of memory, whoever reads them gets views of it: a load reads dozens of
// them for each of a million records, and a piece of memory for each would cost more than all else that is
// done with them. The views live until the next change; a move of the whole leaves them as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace every::sync {

class Properties {
 public:
  using value_type = std::pair<std::string_view, std::optional<std::string_view>>;

  class const_iterator {
   public:
    using iterator_category = std::input_iterator_tag;  // what it gives is made when asked for
    using value_type = Properties::value_type;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = value_type;

    const_iterator() = default;
    const_iterator(const Properties* all, std::size_t at) : all_(all), at_(at) {}
    value_type operator*() const { return (*all_)[at_]; }
    const_iterator& operator++() {
      ++at_;
      return *this;
    }
    const_iterator operator++(int) {
      const const_iterator before = *this;
      ++at_;
      return before;
    }
    bool operator==(const const_iterator& other) const { return at_ == other.at_; }

   private:
    const Properties* all_ = nullptr;
    std::size_t at_ = 0;
  };

  Properties() = default;
  Properties(std::initializer_list<value_type> values);

  void emplace_back(std::string_view name, std::optional<std::string_view> value);
  void reserve(std::size_t values, std::size_t bytes);
  void clear();
  // By name, as everything that reads them expects. The name that comes twice, if one does.
  std::optional<std::string_view> sort();

  std::size_t size() const { return places_.size(); }
  bool empty() const { return places_.empty(); }
  std::size_t bytes() const { return text_.size(); }  // of all names and values
  value_type operator[](std::size_t at) const;
  std::optional<value_type> find(std::string_view name) const;  // once they are sorted
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, places_.size()}; }

 private:
  // HubSpot's limits keep them far below: a property has 65,536 characters, an answer 64 MB.
  struct Place {
    std::uint32_t at, name, value;  // where the name begins; the value follows it
    bool is_null;
  };
  std::string_view name_of(const Place& place) const { return {text_.data() + place.at, place.name}; }

  std::vector<char> text_;  // not a string: a short one would lie elsewhere after a move
  std::vector<Place> places_;
};

std::string_view value(const Properties& properties, std::string_view name);  // "" for null and absent

}  // namespace every::sync
